package io.candlegrid.domain.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SearchPlanTest {

    @Test
    void aHundredThousandCombinationsMakeSixteenAlignedPartitions() {
        SearchPlan plan = SearchPlan.of(space(100, 1_000));

        assertThat(plan.partitions()).hasSize(16);
        assertThat(plan.partitions().getFirst().name()).isEqualTo("partition-0000");
        assertThat(plan.partitions().getLast().name()).isEqualTo("partition-0015");
        assertThat(plan.partitions())
                .allSatisfy(partition -> {
                    assertThat(partition.from() % 1_000).isZero();
                    assertThat(partition.size()).isBetween(6_000L, 7_000L);
                    assertThat(plan.batches(partition)).isBetween(1L, 2L);
                });
        assertThat(plan.batchSize()).isEqualTo(6_000);
    }

    @Test
    void alignsToAllInnerAxesThatAreSmall() {
        SearchPlan plan = SearchPlan.of(space(500, 10, 20));

        assertThat(plan.partitions())
                .allSatisfy(partition -> assertThat(partition.from() % 200).isZero());
        assertThat(plan.batchSize() % 200).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 999, 1_000, 1_999, 2_000, 3_999, 4_000, 31_999, 32_000, 99_991})
    void oneAxisOfAnySizeIsCutIntoPartsOfEnoughBatches(long size) {
        check(space(size), "size=" + size);
    }

    @Test
    void theLargestSearchHasSixtyFourPartitionsOfTheLargestBatches() {
        SearchPlan plan = SearchPlan.of(space(ParameterSpace.MAX_SIZE));

        check(space(ParameterSpace.MAX_SIZE), "largest");
        assertThat(plan.partitions()).hasSize(SearchPlan.MAX_PARTITIONS);
        assertThat(plan.batchSize()).isEqualTo(SearchPlan.MAX_BATCH);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyPlanCoversEveryIndexOnceWithinItsLimits(long seed) {
        Random random = new Random(seed);
        List<Long> counts = new ArrayList<>();
        long size = 1;
        int axes = 1 + random.nextInt(5);
        for (int i = 0; i < axes; i++) {
            long count = 1 + (long) Math.exp(random.nextDouble() * 8);
            if (size * count <= ParameterSpace.MAX_SIZE) {
                counts.add(count);
                size *= count;
            }
        }
        check(
                space(counts.stream().mapToLong(Long::longValue).toArray()),
                "seed=" + seed + " counts=" + counts);
    }

    static long[] seeds() {
        return LongStream.range(0, 500).toArray();
    }

    @Test
    void aBatchNeverLeavesItsPartition() {
        SearchPlan plan = SearchPlan.of(space(100, 1_000));
        SearchPlan.Partition last = plan.partitions().getLast();

        assertThat(plan.batchEnd(last, last.to() - 1)).isEqualTo(last.to());
        assertThatThrownBy(() -> plan.batchEnd(last, last.to()))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> plan.batchEnd(last, last.from() - 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static void check(ParameterSpace space, String description) {
        SearchPlan plan = SearchPlan.of(space);
        long size = space.size();

        assertThat(plan).as(description).isEqualTo(SearchPlan.of(space));
        assertThat(plan.partitions()).as(description).hasSizeBetween(1, 64);
        assertThat(plan.batchSize())
                .as(description)
                .isBetween(SearchPlan.MIN_BATCH, SearchPlan.MAX_BATCH);
        long next = 0;
        for (SearchPlan.Partition partition : plan.partitions()) {
            assertThat(partition.from()).as(description).isEqualTo(next);
            assertThat(partition.size()).as(description).isPositive();
            assertThat(plan.batches(partition)).as(description).isPositive();
            next = partition.to();
        }
        assertThat(next).as(description).isEqualTo(size);
        assertThat(plan.partitions().stream().map(SearchPlan.Partition::name).distinct().count())
                .as(description)
                .isEqualTo(plan.partitions().size());
    }

    private static ParameterSpace space(long... counts) {
        List<Axis> axes = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            axes.add(
                    new Axis.Range(
                            "a" + i + ".x",
                            BigDecimal.ONE,
                            BigDecimal.valueOf(counts[i]),
                            BigDecimal.ONE));
        }
        return new ParameterSpace(axes, List.of());
    }
}
