package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationDocument;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A case over a seeded random series. Before its first traded bar there are {@link #WARMUP} bars
 * that feed indicators only, so that recursions that programs seed differently have met.
 *
 * @param series warm-up bars, then traded bars, from a midnight
 * @param bars traded bars
 */
public record BenchGrid(GridCase which, OptimizationSpec spec, CandleSeries series, int bars) {

    /** Four days. */
    static final int WARMUP = 5_760;

    private static final double GOLDEN = 0.618033988749895;

    /** The whole grid of a case. */
    public static BenchGrid of(GridCase which, int bars) {
        return of(which, bars, (ObjectNode) parse(which.space));
    }

    /** Another grid of the same strategy. */
    public static BenchGrid of(GridCase which, int bars, ObjectNode space) {
        CandleSeries series = WholePriceSeries.of(which.marketId, WARMUP + bars, 1);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", OptimizationDocument.SCHEMA);
        ObjectNode strategy = (ObjectNode) parse(which.strategy);
        strategy.putObject("instrument").put("market_id", which.marketId).put("symbol", "BTCUSDT");
        document.set("strategy", strategy);
        Instant start = WholePriceSeries.START;
        document.putObject("range")
                .put("warmup_from", start.toString())
                .put("from", start.plusMillis(WARMUP * Timeframe.M1.millis()).toString())
                .put(
                        "to",
                        start.plusMillis((WARMUP + (long) bars) * Timeframe.M1.millis())
                                .toString());
        document.set("space", space);
        document.put("objective", "sharpe");
        return new BenchGrid(which, require(OptimizationDocument.read(document)), series, bars);
    }

    /** Number of combinations. */
    public long size() {
        return spec.space().size();
    }

    /** The strategy of a combination. */
    StrategySpec strategy(long index) {
        return Combinations.bind(spec, index);
    }

    /** Indices spread over the whole grid, so that a sample trades as often as the grid does. */
    List<Long> sample(int count) {
        List<Long> indices = new ArrayList<>();
        for (int i = 1; i <= count; i++) {
            indices.add((long) (size() * (i * GOLDEN % 1)));
        }
        return indices;
    }

    private static JsonNode parse(String text) {
        return require(Documents.parse(text));
    }

    private static <T> T require(Validated<T> document) {
        return switch (document) {
            case Validated.Valid<T>(T value) -> value;
            case Validated.Invalid<T>(var errors) ->
                    throw new IllegalArgumentException(errors.toString());
        };
    }
}
