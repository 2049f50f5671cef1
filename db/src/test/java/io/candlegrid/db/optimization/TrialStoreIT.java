package io.candlegrid.db.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.db.marketdata.TestDatabases;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.Trial;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.domain.optimization.TrialStore.Aggregate;
import io.candlegrid.domain.optimization.TrialStore.HeatCell;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TrialStoreIT {

    private final TrialStore store = new ClickHouseTrialStore(TestDatabases.get().clickHouse());

    private static Axis axis(String name, int count) {
        return new Axis.Range(name, BigDecimal.ONE, BigDecimal.valueOf(count), BigDecimal.ONE);
    }

    private static List<Trial> trials(long from, long to, long seed) {
        Random random = new Random(seed);
        List<Trial> trials = new ArrayList<>();
        for (long i = from; i < to; i++) {
            double[] values = new double[Metric.COUNT];
            boolean pruned = random.nextInt(10) == 0;
            for (int m = 0; m < values.length; m++) {
                values[m] = pruned || random.nextInt(20) == 0 ? Double.NaN : random.nextGaussian();
            }
            trials.add(
                    new Trial(
                            i,
                            pruned ? Pruning.Reason.MAX_TRADES : null,
                            pruned ? 17 : -1,
                            Metrics.of(values)));
        }
        return trials;
    }

    @Test
    void keepsOneRowForEachIndexHoweverOftenItIsWritten() {
        UUID job = UUID.randomUUID();
        List<Trial> trials = trials(1_000, 6_000, 42);
        store.insert(job, 1, trials);
        store.insert(job, 1, trials.subList(0, 3_000));
        store.insert(job, 2, trials.subList(2_000, 5_000));
        store.insert(UUID.randomUUID(), 1, trials(0, 10, 1));
        assertThat(store.distinctCount(job, 0, 10_000)).isEqualTo(5_000);
        assertThat(store.distinctCount(job, 1_500, 1_600)).isEqualTo(100);
        assertThat(store.read(job, 0, 10_000)).isEqualTo(trials);
        assertThat(store.read(job, List.of(5_999L, 1_000L, 7L)))
                .containsExactly(trials.getFirst(), trials.getLast());
        store.delete(job);
        assertThat(store.distinctCount(job, 0, 10_000)).isZero();
    }

    @Test
    void drawsAHeatMapLikeALoopOverAllTrials() {
        UUID job = UUID.randomUUID();
        ParameterSpace space =
                new ParameterSpace(List.of(axis("a", 7), axis("b", 11), axis("c", 13)), List.of());
        List<Trial> trials = trials(0, space.size(), 7);
        store.insert(job, 1, trials);
        for (Metric metric : List.of(Metric.SHARPE, Metric.MAX_DRAWDOWN)) {
            List<HeatCell> best = store.heatMap(job, space, 2, 0, metric, Aggregate.BEST);
            List<HeatCell> mean = store.heatMap(job, space, 2, 0, metric, Aggregate.MEAN);
            assertThat(best).hasSize(13 * 7);
            for (int i = 0; i < best.size(); i++) {
                HeatCell cell = best.get(i);
                double[] values =
                        trials.stream()
                                .filter(t -> t.index() % 13 == cell.x())
                                .filter(t -> t.index() / 143 == cell.y())
                                .mapToDouble(t -> t.metrics().get(metric))
                                .filter(v -> !Double.isNaN(v))
                                .toArray();
                assertThat(cell.trials()).isEqualTo(values.length);
                assertThat(cell.value())
                        .isEqualTo(
                                metric.higherIsBetter()
                                        ? Arrays.stream(values).max().orElseThrow()
                                        : Arrays.stream(values).min().orElseThrow());
                assertThat(mean.get(i).value())
                        .isCloseTo(
                                Arrays.stream(values).average().orElseThrow(),
                                org.assertj.core.data.Offset.offset(1e-12));
            }
        }
    }
}
