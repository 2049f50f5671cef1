package io.candlegrid.domain.backtest;

import static io.candlegrid.domain.backtest.Compatibility.Column;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Peers' formulas by hand, as {@code docs/engine/metrics.md} has them. */
class CompatibilityTest {

    private final Map<Column, Double> values = new EnumMap<>(Column.class);

    /** +10 %, −10 %, +10 %: daily bars from 100, over which the mean is 1/30. */
    private static final double[] EQUITY = {110, 99, 108.9};

    private static final double[] RETURNS = {0.1, -0.1, 0.1};

    @Test
    void vectorbtCountsEveryBar() {
        PeerRatios.vectorbt(100, EQUITY, 1440, values);

        // std₁ = √((2·(1/15)² + (2/15)²)/2) = √(0.04/3)
        is(Column.SHARPE_VECTORBT, 1 / 30.0 / Math.sqrt(0.04 / 3) * Math.sqrt(365));
        is(Column.SORTINO_VECTORBT, 1 / 30.0 / Math.sqrt(0.01 / 3) * Math.sqrt(365));
        is(Column.CALMAR_VECTORBT, (Math.pow(1.089, 365 / 3.0) - 1) / 0.1);
        is(Column.OMEGA_VECTORBT, 2);
    }

    @Test
    void backtestingPyTakesTheGeometricMean() {
        PeerRatios.backtestingPy(EQUITY, 0.1, values);

        // Two returns of three days: the first day's counts as 0 in the geometric mean.
        double g = Math.cbrt(0.9 * 1.1) - 1;
        double annual = Math.pow(1 + g, 365) - 1;
        double variance = 0.02;
        is(
                Column.SHARPE_BACKTESTING_PY,
                annual
                        / Math.sqrt(
                                Math.pow(variance + (1 + g) * (1 + g), 365)
                                        - Math.pow(1 + g, 730)));
        is(Column.SORTINO_BACKTESTING_PY, annual / (Math.sqrt(0.01 / 2) * Math.sqrt(365)));
        is(Column.CALMAR_BACKTESTING_PY, annual / 0.1);
    }

    @Test
    void backtraderSubtractsOnePercentAYear() {
        PeerRatios.backtrader(RETURNS, values);

        double free = Math.pow(1.01, 1 / 252.0) - 1;
        is(Column.SHARPE_BACKTRADER, (1 / 30.0 - free) / Math.sqrt(0.08 / 9) * Math.sqrt(252));
    }

    @Test
    void quantstatsHas252Days() {
        PeerRatios.quantstats(RETURNS, values);

        is(Column.SHARPE_QUANTSTATS, 1 / 30.0 / Math.sqrt(0.04 / 3) * Math.sqrt(252));
        is(Column.SORTINO_QUANTSTATS, 1 / 30.0 / Math.sqrt(0.01 / 3) * Math.sqrt(252));
    }

    /** Profits +300, −100, −300, +200 of a balance of 10,000. */
    private static final List<Trade> TRADES =
            List.of(
                    TradeSamples.of("2024-01-01T00:00:00Z", "2024-01-01T00:02:00Z", 300),
                    TradeSamples.of("2024-01-01T00:02:00Z", "2024-01-01T00:03:00Z", -100),
                    TradeSamples.of("2024-01-01T00:05:00Z", "2024-01-01T00:06:00Z", -300),
                    TradeSamples.of("2024-01-01T00:07:00Z", "2024-01-01T00:09:00Z", 200));

    @Test
    void freqtradeSpreadsProfitsOverTheDays() {
        PeerTrades.freqtrade(TRADES, 10_000, 4, values);

        double daily = 0.01 / 4;
        // Mean 0.0025; squares 0.0275², 0.0125², 0.0325², 0.0175² over 4.
        double deviation = Math.sqrt((7.5625 + 1.5625 + 10.5625 + 3.0625) * 1e-4 / 4);
        is(Column.SHARPE_FREQTRADE, daily / deviation * Math.sqrt(365));
        is(Column.SORTINO_FREQTRADE, daily / 0.01 * Math.sqrt(365));
        is(Column.CALMAR_FREQTRADE, daily * 100 / (400 / 10_300.0) * Math.sqrt(365));
        // Mean win 250, mean loss 200, half of them won.
        is(Column.EXPECTANCY_RATIO_FREQTRADE, (1 + 1.25) * 0.5 - 1);
    }

    @Test
    void tradesOfTheOthers() {
        PeerTrades.backtestingPy(TRADES, 0, 20, values);
        PeerTrades.backtrader(TRADES, values);

        is(Column.PROFIT_FACTOR_BACKTESTING_PY, 0.5 / 0.4);
        is(Column.EXPECTANCY_BACKTESTING_PY, 0.025);
        is(Column.KELLY_BACKTESTING_PY, 0.5 - 0.5 / 1.25);
        // Bars 0–2 and 2–3 share one; 5–6; 7–9: nine of twenty.
        is(Column.EXPOSURE_BACKTESTING_PY, 9 / 20.0);
        // Mean 25; squares 275², 125², 325², 175² over 4.
        is(Column.SQN_BACKTRADER, 2 * 25 / Math.sqrt((75_625 + 15_625 + 105_625 + 30_625) / 4.0));
    }

    @Test
    void undefinedIsNoNumber() {
        PeerTrades.freqtrade(List.of(), 10_000, 1, values);
        PeerTrades.backtestingPy(List.of(), 0, 20, values);
        PeerTrades.backtrader(List.of(), values);
        PeerRatios.backtestingPy(new double[] {100, 101}, 0, values);

        assertThat(values)
                .allSatisfy((column, value) -> {
                    if (column != Column.EXPOSURE_BACKTESTING_PY) {
                        assertThat(value).as(column.label()).isNaN();
                    }
                });
    }

    private void is(Column column, double expected) {
        assertThat(values.get(column))
                .as(column.label())
                .isCloseTo(expected, within(1e-9 * Math.max(1, Math.abs(expected))));
    }
}
