package io.candlegrid.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.benchmarks.grid.CrossGrid;
import io.candlegrid.benchmarks.grid.FastRun;
import io.candlegrid.benchmarks.grid.SideBySide;
import org.junit.jupiter.api.Test;

/** The programs that are timed against each other agree. */
class SideBySideTest {

    @Test
    void shouldFindTheSameTradesAndMetricsInAllPrograms() {
        CrossGrid grid = new CrossGrid(20_000, 3, 40);
        SideBySide peers = new SideBySide(grid, 40);
        try (FastRun fast = new FastRun(grid)) {
            assertThat(peers.ta4j(2, 3).combinations()).isEqualTo(6);
            assertThat(peers.scalar(3, 5, fast).combinations()).isEqualTo(15);
            assertThat(fast.run(grid.size(), 2).rate()).isPositive();
            assertThat(fast.trades()).isPositive();
        }
    }
}
