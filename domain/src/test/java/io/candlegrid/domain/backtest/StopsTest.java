package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Sizing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StopsTest {

    private static final String ENTER_LONG = "100 100 100 100 L";
    private static final String ENTER_SHORT = "100 100 100 100 S";

    @Test
    void touchingALevelIsEnough() {
        Trade stop = only(Script.bars(ENTER_LONG, "100 101 95 99").stops(5.0, null, null, null));
        assertThat(stop.exitPrice()).isEqualTo(95);
        assertThat(stop.exitReason()).isEqualTo(ExitReason.STOP_LOSS);

        Trade profit = only(Script.bars(ENTER_SHORT, "100 101 95 99").stops(null, 5.0, null, null));
        assertThat(profit.exitPrice()).isEqualTo(95);
        assertThat(profit.exitReason()).isEqualTo(ExitReason.TAKE_PROFIT);
        assertThat(profit.pnl()).isEqualTo(500);
    }

    @Test
    void hangsLevelsOnTheRawEntryPrice() {
        Trade trade =
                only(
                        Script.bars(ENTER_LONG, "100 101 95 99")
                                .slippage(1)
                                .stops(5.0, null, null, null));

        assertThat(trade.entryPrice()).isEqualTo(101);
        assertThat(trade.exitPrice()).isEqualTo(95 * (1 - 0.01));
    }

    @Test
    void givesATakeProfitNoSlippageAndTheMakerFee() {
        Trade trade =
                only(
                        Script.bars(ENTER_LONG, "100 106 100 105")
                                .slippage(1)
                                .fee(0.1)
                                .makerFee(0.02)
                                .sizing(new Sizing.FixedQuote(1010))
                                .stops(null, 5.0, null, null));

        assertThat(trade.exitPrice()).isEqualTo(105);
        assertThat(trade.quantity()).isEqualTo(10);
        assertThat(trade.fees()).isCloseTo(1010 * 0.001 + 1050 * 0.0002, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        // open beyond the stop, beyond the profit
        "90 120 80 100, STOP_LOSS, 90",
        "110 120 80 100, TAKE_PROFIT, 110",
    })
    void exitsAtAnOpenBeyondALevel(String bar, ExitReason reason, double price) {
        BacktestResult result = Script.bars(ENTER_LONG, bar).stops(5.0, 5.0, null, null).run();

        Trade trade = result.trades().getFirst();
        assertThat(trade.exitReason()).isEqualTo(reason);
        assertThat(trade.exitPrice()).isEqualTo(price);
        assertThat(result.metrics().get(Metric.AMBIGUOUS_BARS)).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "L, 100 106 94 100, PESSIMISTIC, STOP_LOSS",
        "L, 100 106 94 100, OPTIMISTIC, TAKE_PROFIT",
        // the high is nearer the open: O, H, L, C
        "L, 100 105 94 100, PATH, TAKE_PROFIT",
        "S, 100 105 94 100, PATH, STOP_LOSS",
        // as far as the low: O, L, H, C
        "L, 100 106 94 100, PATH, STOP_LOSS",
        "S, 100 106 94 100, PATH, TAKE_PROFIT",
    })
    void decidesAmbiguousBarsByPolicy(
            String side, String bar, Execution.Intrabar policy, ExitReason reason) {
        BacktestResult result =
                Script.bars("100 100 100 100 " + side, bar)
                        .intrabar(policy)
                        .stops(5.0, 5.0, null, null)
                        .run();

        assertThat(result.trades().getFirst().exitReason()).isEqualTo(reason);
        assertThat(result.metrics().get(Metric.AMBIGUOUS_BARS)).isEqualTo(1);
    }

    @Test
    void raisesTheTrailingStopAfterTheBarWasTested() {
        Trade trade =
                only(
                        Script.bars(
                                        ENTER_LONG,
                                        // tested against 95 although its high makes it 104.5
                                        "100 110 96 108",
                                        "108 109 104 105")
                                .stops(null, null, 5.0, null));

        assertThat(trade.exitBar()).isEqualTo(2);
        assertThat(trade.exitReason()).isEqualTo(ExitReason.TRAILING);
        assertThat(trade.exitPrice()).isEqualTo(110 * (1 - 0.05));
    }

    @Test
    void mirrorsTheTrailingStopForShorts() {
        Trade trade =
                only(
                        Script.bars(ENTER_SHORT, "100 104 90 92", "92 95 91 93")
                                .stops(null, null, 5.0, null));

        assertThat(trade.exitPrice()).isEqualTo(90 * (1 + 0.05));
    }

    @Test
    void takesTheAdverseLevelNearestTheOpen() {
        Trade trailing =
                only(
                        Script.bars(ENTER_LONG, "100 110 100 108", "108 108 80 90")
                                .stops(5.0, null, 5.0, null));
        assertThat(trailing.exitReason()).isEqualTo(ExitReason.TRAILING);
        Trade tie = only(Script.bars(ENTER_LONG, "100 100 80 90").stops(5.0, null, 5.0, null));
        assertThat(tie.exitReason()).isEqualTo(ExitReason.STOP_LOSS);
    }

    @Test
    void liquidatesAtTheMaintenanceMarginAndTakesTheMargin() {
        BacktestResult result =
                Script.bars(ENTER_LONG, "100 100 90.5 95", "95 95 95 95 L")
                        .leverage(10)
                        .maintenance(0.005)
                        .sizing(new Sizing.PercentEquity(50))
                        .run();

        Trade trade = result.trades().getFirst();
        assertThat(trade.exitReason()).isEqualTo(ExitReason.LIQUIDATION);
        assertThat(trade.exitPrice()).isEqualTo(90);
        assertThat(trade.pnl()).isCloseTo(-5000, within(1e-9));
        assertThat(result.metrics().get(Metric.LIQUIDATIONS)).isEqualTo(1);
        assertThat(result.openPosition()).isNotNull();
    }

    @Test
    void survivesAPriceJustAboveTheLiquidationLevel() {
        BacktestResult result =
                Script.bars(ENTER_LONG, "100 100 90.6 95").leverage(10).maintenance(0.005).run();

        assertThat(result.trades()).isEmpty();
    }

    @Test
    void liquidationAtAGappedOpenStillCostsOnlyTheMargin() {
        Trade trade =
                only(
                        Script.bars(ENTER_SHORT, "150 150 150 150")
                                .leverage(10)
                                .stops(2.0, null, null, null));

        assertThat(trade.exitReason()).isEqualTo(ExitReason.LIQUIDATION);
        assertThat(trade.exitPrice()).isCloseTo(110, within(1e-9));
    }

    @Test
    void endsTradingWhenNothingIsLeft() {
        BacktestTrace trace =
                Script.bars(ENTER_LONG, "80 80 80 80", "80 80 80 80 L", "80 90 80 90")
                        .leverage(10)
                        .fee(0.05)
                        .trace();

        assertThat(trace.result().trades()).hasSize(1);
        assertThat(trace.equity()).endsWith(0, 0, 0);
        assertThat(trace.result().metrics().get(Metric.TOTAL_RETURN)).isEqualTo(-1);
        assertThat(trace.result().metrics().get(Metric.MAX_DRAWDOWN)).isEqualTo(1);
        assertThat(trace.result().metrics().get(Metric.SKIPPED_ENTRIES)).isZero();
    }

    @Test
    void testsLiquidationOnMarkPricesWhenStored() {
        double[] calm = {100, 100};
        MarkCandles marks = new MarkCandles(calm, calm, calm);
        Script script =
                Script.bars(ENTER_LONG, "100 100 85 95")
                        .leverage(10)
                        .sizing(new Sizing.PercentEquity(50));

        assertThat(script.run().trades()).hasSize(1);
        assertThat(script.trace(marks).result().trades()).isEmpty();
        double[] falling = {100, 89};
        MarkCandles fall = new MarkCandles(falling, falling, falling);
        assertThat(
                        Script.bars(ENTER_LONG, "100 100 100 100")
                                .leverage(10)
                                .trace(fall)
                                .result()
                                .trades())
                .hasSize(1);
    }

    @Test
    void spotIsNeverLiquidated() {
        BacktestResult result =
                Script.bars(ENTER_LONG, "100 100 0.01 0.01").spot().leverage(10).run();

        assertThat(result.trades()).isEmpty();
        assertThat(result.dailyEquity().getLast().equity()).isCloseTo(1, within(1e-9));
    }

    private static Trade only(Script script) {
        BacktestResult result = script.run();
        assertThat(result.trades()).hasSize(1);
        return result.trades().getFirst();
    }
}
