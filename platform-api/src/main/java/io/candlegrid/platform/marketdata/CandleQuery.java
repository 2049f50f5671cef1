package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.platform.web.ApiProblem;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which candles somebody asks for, checked.
 *
 * @param from open time of the first, aligned up to the timeframe, epoch milliseconds
 * @param to open time after the last, epoch milliseconds
 */
public record CandleQuery(InstrumentId instrument, Timeframe timeframe, long from, long to) {

    /**
     * Checks what was given; what is left out becomes the edge of what is stored.
     *
     * @throws ApiProblem 404 when nothing is stored of the instrument, 422 for the rest
     */
    public static CandleQuery check(
            CandleStore store,
            int marketId,
            String symbol,
            String timeframe,
            @Nullable Instant from,
            @Nullable Instant to) {
        Timeframe length = timeframe(timeframe);
        Coverage stored = stored(store, instrument(marketId, symbol));
        long first = from == null ? stored.firstMillis() : from.toEpochMilli();
        long end = to == null ? stored.lastMillis() + Timeframe.M1.millis() : to.toEpochMilli();
        if (first >= end) {
            throw ApiProblem.invalid(
                    "to",
                    Instant.ofEpochMilli(end).toString(),
                    "out_of_range",
                    "to must be after from (" + Instant.ofEpochMilli(first) + ")");
        }
        // Outside of what is stored there is nothing to read, however far somebody asks.
        long clampedFirst = Math.max(first, stored.firstMillis());
        long clampedEnd = Math.min(end, stored.lastMillis() + Timeframe.M1.millis());
        return new CandleQuery(
                stored.instrument(),
                length,
                Math.ceilDiv(clampedFirst, length.millis()) * length.millis(),
                clampedEnd);
    }

    /** The instrument of a market and a symbol; throws 422 when there can't be one. */
    static InstrumentId instrument(int marketId, String symbol) {
        if (Market.byId(marketId).isEmpty()) {
            throw ApiProblem.invalid(
                    "market_id",
                    Integer.toString(marketId),
                    "unknown_reference",
                    "there is no market " + marketId + "; the markets are 1 to 4");
        }
        if (!InstrumentId.isSymbol(symbol)) {
            throw ApiProblem.invalid(
                    "symbol",
                    symbol,
                    "bad_format",
                    "a symbol has 1 to 40 capital letters and digits, e.g. BTCUSDT");
        }
        return new InstrumentId(marketId, symbol);
    }

    private static Timeframe timeframe(String label) {
        return Timeframe.byLabel(label)
                .orElseThrow(() ->
                        ApiProblem.invalid(
                                "timeframe",
                                label,
                                "unknown_value",
                                "timeframe must be one of "
                                        + Arrays.stream(Timeframe.values())
                                                .map(Timeframe::label)
                                                .collect(Collectors.joining(" "))));
    }

    private static Coverage stored(CandleStore store, InstrumentId instrument) {
        return store.coverage(instrument)
                .orElseThrow(() ->
                        ApiProblem.notFound(
                                "symbol",
                                instrument.symbol(),
                                "no candles of "
                                        + instrument.key()
                                        + " are stored; import some first"));
    }
}
