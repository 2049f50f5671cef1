package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Candles of any timeframe, column by column. */
@RestController
@RequestMapping("/api/v1/candles")
@Tag(name = "Market data")
class CandleController {

    static final int MAX_LIMIT = 200_000;

    /** Minutes read at a time: what a long request holds in memory besides its answer. */
    private static final long CHUNK_MINUTES = 200_000;

    private final CandleStore store;

    CandleController(CandleStore store) {
        this.store = store;
    }

    @GetMapping
    @Operation(
            operationId = "candles",
            summary = "Candles by open time, oldest first",
            description =
                    "Other timeframes than 1m are derived from closed and full buckets only;"
                            + " nothing is padded.")
    Candles candles(
            @Parameter(example = "1") @RequestParam("market_id") int marketId,
            @Parameter(example = "BTCUSDT") @RequestParam("symbol") String symbol,
            @Parameter(description = "1m 5m 15m 1h 4h 1d", example = "1h")
                    @RequestParam("timeframe")
                    String timeframe,
            @Parameter(description = "Default: the first stored candle.")
                    @RequestParam(name = "from", required = false)
                    @Nullable Instant from,
            @Parameter(description = "Exclusive. Default: after the last stored candle.")
                    @RequestParam(name = "to", required = false)
                    @Nullable Instant to,
            @Parameter(description = "Most candles of the answer, 1 to 200000.")
                    @RequestParam(name = "limit", defaultValue = "5000")
                    int limit) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiProblem.invalid(
                    "limit",
                    Integer.toString(limit),
                    "out_of_range",
                    "limit must be between 1 and " + MAX_LIMIT + ", got " + limit);
        }
        CandleQuery query = CandleQuery.check(store, marketId, symbol, timeframe, from, to);
        Columns columns = new Columns(limit);
        long chunk =
                Math.max(1, CHUNK_MINUTES / query.timeframe().minutes())
                        * query.timeframe().millis();
        long next = query.from();
        while (next < query.to() && !columns.isFull()) {
            long end = Math.min(query.to(), next + chunk);
            columns.add(
                    Rollup.derive(
                            store.readMinutes(query.instrument(), next, end), query.timeframe()));
            next = end;
        }
        return columns.finish(query.timeframe().label(), next < query.to());
    }

    /** The answer, all arrays of the same length. */
    record Candles(
            @Schema(example = "1h") String timeframe,
            @Schema(description = "Open times, epoch milliseconds.") long[] ts,
            double[] open,
            double[] high,
            double[] low,
            double[] close,
            @Schema(description = "Base volume.") double[] volume,
            @Schema(description = "Whether the limit cut the answer short.") boolean truncated) {}

    /** The answer as it grows. */
    private static final class Columns {
        private static final PriceSource[] SOURCES = {
            PriceSource.OPEN,
            PriceSource.HIGH,
            PriceSource.LOW,
            PriceSource.CLOSE,
            PriceSource.VOLUME
        };

        private final int limit;
        private long[] ts = new long[0];
        private final double[][] values = new double[SOURCES.length][0];
        private boolean cut;

        Columns(int limit) {
            this.limit = limit;
        }

        boolean isFull() {
            return ts.length == limit;
        }

        void add(CandleSeries series) {
            int old = ts.length;
            int taken = Math.min(limit - old, series.bars());
            cut = taken < series.bars();
            ts = Arrays.copyOf(ts, old + taken);
            System.arraycopy(series.tsOpenMillis(), 0, ts, old, taken);
            for (int c = 0; c < SOURCES.length; c++) {
                values[c] = Arrays.copyOf(values[c], old + taken);
                for (int i = 0; i < taken; i++) {
                    values[c][old + i] = series.value(SOURCES[c], i);
                }
            }
        }

        Candles finish(String timeframe, boolean more) {
            return new Candles(
                    timeframe,
                    ts,
                    values[0],
                    values[1],
                    values[2],
                    values[3],
                    values[4],
                    cut || more);
        }
    }
}
