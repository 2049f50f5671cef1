package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What a backtest or a search of a range works on.
 *
 * @param range as asked for, but ending with the last closed candle
 * @param data what is stored of the range, warm-up included
 * @param series its candles in the timeframe asked for
 * @param tradingBars bars of the series at or after {@code range.from()}
 */
public record StoredRange(TimeRange range, RangeData data, CandleSeries series, int tradingBars) {

    /** Fewest bars that can be traded on. */
    private static final int MIN_BARS = 2;

    /** The hash that names this data in a lineage. */
    public ContentHash snapshot() {
        return data.hash();
    }

    /**
     * The part of a range for which candles are stored, without reading them: it ends with the last
     * closed candle. The errors name {@code strategy.instrument} or {@code range}.
     */
    public static Validated<TimeRange> clamp(
            CandleStore candles, InstrumentId instrument, TimeRange range) {
        Optional<Coverage> stored = candles.coverage(instrument);
        if (stored.isEmpty()) {
            return invalid(
                    "strategy.instrument",
                    instrument.symbol(),
                    "no candles of "
                            + instrument.key()
                            + " are stored. Import them with `candlegrid import FILE…`.");
        }
        Instant first = Instant.ofEpochMilli(stored.get().firstMillis());
        Instant end = Instant.ofEpochMilli(stored.get().lastMillis() + Timeframe.M1.millis());
        Instant to = range.to().isAfter(end) ? end : range.to();
        if (!range.from().isBefore(to) || !to.isAfter(first)) {
            return invalid(
                    "range",
                    range.from() + " … " + range.to(),
                    "no candles of "
                            + instrument.key()
                            + " are stored in this range; there are some from "
                            + first
                            + " to "
                            + end);
        }
        return new Validated.Valid<>(new TimeRange(range.from(), to, range.warmupFrom()));
    }

    /**
     * Reads what is stored of a range; the errors are those of {@link #clamp} and {@link
     * RangeReader#lots}.
     *
     * @param respectLots whether the instrument's rules are needed
     */
    public static Validated<StoredRange> read(
            RangeReader stored,
            InstrumentId instrument,
            Timeframe timeframe,
            TimeRange asked,
            boolean respectLots) {
        LotRules lots = null;
        if (respectLots) {
            switch (stored.lots(instrument)) {
                case Validated.Invalid<LotRules>(var errors) -> {
                    return new Validated.Invalid<>(errors);
                }
                case Validated.Valid<LotRules>(var known) -> lots = known;
            }
        }
        return switch (clamp(stored.candles(), instrument, asked)) {
            case Validated.Invalid<TimeRange>(var errors) -> new Validated.Invalid<>(errors);
            case Validated.Valid<TimeRange>(var range) ->
                    read(stored, instrument, timeframe, range, lots);
        };
    }

    private static Validated<StoredRange> read(
            RangeReader stored,
            InstrumentId instrument,
            Timeframe timeframe,
            TimeRange range,
            @Nullable LotRules lots) {
        RangeData data =
                stored.read(instrument, range.readFromMillis(), range.to().toEpochMilli(), lots);
        CandleSeries series = Rollup.derive(data.minutes(), timeframe);
        int bars = series.bars() - series.firstBarAtOrAfter(range.from().toEpochMilli());
        if (bars < MIN_BARS) {
            return invalid(
                    "range",
                    range.from() + " … " + range.to(),
                    "the range has "
                            + bars
                            + " full "
                            + timeframe.label()
                            + " candles of "
                            + instrument.key()
                            + ", at least "
                            + MIN_BARS
                            + " are needed");
        }
        return new Validated.Valid<>(new StoredRange(range, data, series, bars));
    }

    private static <T> Validated<T> invalid(String path, String value, String message) {
        JsonNode node = JsonNodeFactory.instance.stringNode(value);
        return new Validated.Invalid<>(
                List.of(new ValidationError(path, node, "no_data", message)));
    }
}
