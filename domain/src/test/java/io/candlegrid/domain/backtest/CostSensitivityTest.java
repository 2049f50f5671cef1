package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.backtest.CostSensitivity.Case;
import io.candlegrid.domain.backtest.CostSensitivity.Verdict;
import io.candlegrid.domain.marketdata.TimeRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Fees by hand: all in at 100 buys 10,000 / (1 + f) worth, of which f is paid, and f again. */
class CostSensitivityTest {

    private static final String[] TEN_PERCENT = {"100 100 100 100 L", "110 110 110 110 l"};

    @Test
    void findsTheFeeAtWhichNothingIsWon() {
        CostSensitivity costs = of(Script.bars(TEN_PERCENT).fee(0.1), null);

        assertThat(costs.breakEven().verdict()).isEqualTo(Verdict.FOUND);
        // 0.1 = f + 1.1 f
        assertThat(costs.breakEven().feePct()).isCloseTo(10 / 2.1, within(1e-6));
        assertThat(costs.breakEven().feePct()).isLessThanOrEqualTo(10 / 2.1);
        assertThat(costs.breakEven().reruns()).isBetween(20, 64);
    }

    @Test
    void keepsTheRatioOfTheMakerFee() {
        Script script =
                Script.bars("100 100 100 100 L", "100 111 100 110")
                        .stops(null, 10.0, null, null)
                        .fee(0.2)
                        .makerFee(0.1);

        // The take-profit pays half the fee: 0.1 = f + 1.1 f / 2.
        assertThat(of(script, null).breakEven().feePct()).isCloseTo(10 / 1.55, within(1e-6));
    }

    @Test
    void hasNoneForWhatLosesWithoutAnyFee() {
        CostSensitivity costs =
                of(Script.bars("100 100 100 100 L", "99 99 99 99 l").fee(0.1), null);

        assertThat(costs.breakEven().verdict()).isEqualTo(Verdict.LOSES_WITHOUT_FEES);
        assertThat(costs.breakEven().feePct()).isNaN();
        assertThat(costs.breakEven().reruns()).isEqualTo(1);
    }

    @Test
    void hasNoneAboveTheLargestFeeNorWithoutTrades() {
        assertThat(
                        of(Script.bars("100 100 100 100 L", "200 200 200 200 l"), null)
                                .breakEven()
                                .verdict())
                .isEqualTo(Verdict.ABOVE_BOUND);
        assertThat(
                        of(Script.bars("100 100 100 100", "200 200 200 200"), null)
                                .breakEven()
                                .verdict())
                .isEqualTo(Verdict.NO_TRADES);
    }

    @Test
    void runsAtOtherFeesAndWithATickMoreOfSlippage() {
        CostSensitivity costs = of(Script.bars(TEN_PERCENT).fee(0.1), 0.21);

        assertThat(costs.rows())
                .extracting(CostSensitivity.Row::setting)
                .containsExactly(Case.values());
        assertThat(total(costs, Case.NO_FEES)).isCloseTo(0.1, within(1e-12));
        assertThat(total(costs, Case.AS_GIVEN)).isCloseTo((0.1 - 0.0021) / 1.001, within(1e-12));
        assertThat(total(costs, Case.DOUBLE_FEES)).isCloseTo((0.1 - 0.0042) / 1.002, within(1e-12));
        // The mean close is 105, the tick 0.2 % of it: bought at 100.2, sold at 109.78.
        assertThat(costs.tickPct()).isCloseTo(0.2, within(1e-12));
        assertThat(total(costs, Case.SLIPPAGE_PLUS_TICK))
                .isCloseTo(
                        (109.78 / 100.2 - 1 - 0.001 - 0.001 * 109.78 / 100.2) / 1.001,
                        within(1e-12));
    }

    @Test
    void takesTheLastDecimalOfThePricesForATickThatIsNotKnown() {
        CostSensitivity costs =
                of(Script.bars("100 100 100 100 L", "100 100.25 100 100.25 l"), null);

        assertThat(costs.tick()).isEqualTo(0.01);
    }

    private static double total(CostSensitivity costs, Case setting) {
        return costs.rows().get(setting.ordinal()).metrics().get(Metric.TOTAL_RETURN);
    }

    private static CostSensitivity of(Script script, @Nullable Double tick) {
        return CostSensitivity.of(
                script.spec(),
                BacktestInput.of(script.series(), TimeRange.of(Script.at(0), Script.at(2)), 10_000),
                tick);
    }
}
