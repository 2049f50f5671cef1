package io.candlegrid.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.benchmarks.grid.BenchGrid;
import io.candlegrid.benchmarks.grid.Equality;
import io.candlegrid.benchmarks.grid.GridCase;
import io.candlegrid.benchmarks.grid.SideBySide;
import io.candlegrid.benchmarks.grid.WholePriceSeries;
import io.candlegrid.benchmarks.kernel.IndicatorColumns;
import io.candlegrid.benchmarks.kernel.Ta4jSeries;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ta4j.core.BarSeries;

/** The programs that are timed against each other agree; a difference throws. */
class EqualProgramsTest {

    @ParameterizedTest
    @EnumSource
    void shouldFindTheSameTradesAndMetricsInAllPrograms(GridCase which) {
        try (SideBySide programs = new SideBySide(BenchGrid.of(which, 20_000))) {
            Equality equality = programs.compare(12, 4);
            assertThat(equality.scalarTrades()).isGreaterThan(100);
            assertThat(equality.ta4jTrades()).isGreaterThan(100);
            assertThat(programs.fast().run(0.1, 2).rate()).isPositive();
            assertThat(programs.fast().trades()).isPositive();
        }
    }

    @Test
    void shouldFillTheSameColumnsInAllProgramsAndAllocateNothing() {
        CandleSeries series = WholePriceSeries.of(1, 12_000, 1);
        BarSeries bars = Ta4jSeries.of(series);
        try (SeriesColumns columns = new SeriesColumns(series)) {
            for (IndicatorDefinition definition : IndicatorRegistry.all()) {
                for (String output : definition.outputs()) {
                    IndicatorColumns column =
                            new IndicatorColumns(definition, output, columns, bars);
                    column.requireEqual();
                    double error = column.ta4jError();
                    assertThat(column.isSameDefinition() && Double.isNaN(error)).isFalse();
                    assertThat(column.bytesOfFormula())
                            .as("%s.%s", definition.id(), output)
                            .isZero();
                }
            }
        }
    }
}
