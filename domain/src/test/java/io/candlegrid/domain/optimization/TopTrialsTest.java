package io.candlegrid.domain.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.backtest.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TopTrialsTest {

    @Test
    void keepsTheBestInOrderOfObjectiveThenIndex() {
        TopTrials top = new TopTrials(Metric.SHARPE, 3);
        assertThat(top.add(1.0, 7)).isTrue();
        assertThat(top.add(2.0, 9)).isTrue();
        assertThat(top.add(1.0, 3)).isTrue();
        assertThat(top.isFull()).isTrue();
        assertThat(top.add(1.0, 8)).isFalse();
        assertThat(top.add(1.0, 5)).isTrue();

        assertThat(top.list())
                .containsExactly(
                        new RankedTrial(2.0, 9), new RankedTrial(1.0, 3), new RankedTrial(1.0, 5));
    }

    @Test
    void aMetricThatIsBetterWhenLowerIsRankedFromBelow() {
        TopTrials top = new TopTrials(Metric.MAX_DRAWDOWN, 2);
        top.add(0.5, 1);
        top.add(0.1, 2);
        top.add(0.3, 3);

        assertThat(top.list()).containsExactly(new RankedTrial(0.1, 2), new RankedTrial(0.3, 3));
    }

    @Test
    void undefinedObjectivesNeverEnterAndInfinitiesAndNegativeZeroAreOrdered() {
        TopTrials top = new TopTrials(Metric.SHARPE, 10);
        assertThat(top.add(Double.NaN, 1)).isFalse();
        top.add(-0.0, 2);
        top.add(0.0, 1);
        top.add(Double.NEGATIVE_INFINITY, 0);

        assertThat(top.list())
                .containsExactly(
                        new RankedTrial(0.0, 1),
                        new RankedTrial(0.0, 2),
                        new RankedTrial(Double.NEGATIVE_INFINITY, 0));
    }

    @Test
    void refusesToMergeAnotherObjective() {
        assertThatThrownBy(() ->
                        new TopTrials(Metric.SHARPE, 1).merge(new TopTrials(Metric.CALMAR, 1)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TopTrials(Metric.SHARPE, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Any split over members, any order, any part done twice: the list of a plain sort. */
    @ParameterizedTest
    @MethodSource("seeds")
    void anySplitAndOrderGivesTheSameList(long seed) {
        Random random = new Random(seed);
        Metric objective = Metric.values()[random.nextInt(Metric.COUNT)];
        int capacity = 1 + random.nextInt(40);
        List<RankedTrial> trials = new ArrayList<>();
        int count = random.nextInt(300);
        for (int i = 0; i < count; i++) {
            // Few distinct objectives, so that there are many ties.
            trials.add(new RankedTrial(random.nextInt(12) - 6, i));
        }
        List<RankedTrial> expected =
                trials.stream().sorted(RankedTrial.order(objective)).limit(capacity).toList();

        List<TopTrials> parts = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            parts.add(new TopTrials(objective, capacity));
        }
        Collections.shuffle(trials, random);
        for (RankedTrial trial : trials) {
            offer(parts.get(random.nextInt(parts.size())), trial);
            if (random.nextInt(5) == 0) {
                offer(parts.get(random.nextInt(parts.size())), trial);
            }
        }
        while (parts.size() > 1) {
            Collections.shuffle(parts, random);
            TopTrials merged = parts.removeLast();
            TopTrials restored = TopTrials.of(objective, capacity, parts.getLast().list());
            restored.merge(merged);
            parts.set(parts.size() - 1, restored);
        }

        assertThat(parts.getFirst().list()).as("seed=%d", seed).isEqualTo(expected);
    }

    static long[] seeds() {
        return LongStream.range(0, 300).toArray();
    }

    private static void offer(TopTrials top, RankedTrial trial) {
        top.add(trial.objective(), trial.index());
    }
}
