package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.strategy.Sizing;
import org.junit.jupiter.api.Test;

class SizingTest {

    private static final String[] BARS = {"100 100 100 100 L", "100 100 100 100"};

    @Test
    void allInPaysItsFeeOutOfTheEquity() {
        OpenPosition open = open(Script.bars(BARS).fee(0.1));

        assertThat(open.quantity()).isCloseTo(10_000 / 1.001 / 100, within(1e-9));
        assertThat(open.fees() + open.quantity() * 100).isCloseTo(10_000, within(1e-9));
    }

    @Test
    void leverageMultipliesWhatMarginAndFeeLeave() {
        OpenPosition open = open(Script.bars(BARS).fee(0.1).leverage(5));

        double notional = open.quantity() * 100;
        assertThat(notional).isCloseTo(10_000 * 5 / (1 + 5 * 0.001), within(1e-9));
        assertThat(notional / 5 + open.fees()).isCloseTo(10_000, within(1e-9));
    }

    @Test
    void percentIsOfTheLargestNotional() {
        OpenPosition open = open(Script.bars(BARS).fee(0.1).sizing(new Sizing.PercentEquity(25)));

        assertThat(open.quantity() * 100).isCloseTo(0.25 * 10_000 / 1.001, within(1e-9));
    }

    @Test
    void fixedQuoteIsCappedAtTheLargestNotional() {
        assertThat(open(Script.bars(BARS).sizing(new Sizing.FixedQuote(2500))).quantity())
                .isEqualTo(25);
        assertThat(open(Script.bars(BARS).sizing(new Sizing.FixedQuote(99_999))).quantity())
                .isEqualTo(100);
    }

    @Test
    void riskLosesItsShareAtTheStop() {
        String[] stopped = {"100 100 100 100 L", "100 100 90 90"};
        BacktestResult result =
                Script.bars(stopped)
                        .fee(0.1)
                        .slippage(0.5)
                        .stops(4.0, null, 6.0, null)
                        .sizing(new Sizing.RiskPercent(1))
                        .run();

        assertThat(result.trades().getFirst().pnl()).isCloseTo(-100, within(1e-9));
    }

    @Test
    void riskIsCappedAndNeedsAStop() {
        assertThat(
                        open(Script.bars(BARS)
                                        .stops(0.1, null, null, null)
                                        .sizing(new Sizing.RiskPercent(5)))
                                .quantity())
                .isEqualTo(100);
        BacktestResult none = Script.bars(BARS).sizing(new Sizing.RiskPercent(5)).run();
        assertThat(none.openPosition()).isNull();
        assertThat(none.metrics().get(Metric.SKIPPED_ENTRIES)).isEqualTo(1);
    }

    @Test
    void lotsRoundDownToTheStep() {
        assertThat(
                        open(Script.bars(BARS)
                                        .lots(0.001, 0, 0)
                                        .sizing(new Sizing.FixedQuote(123.4567)))
                                .quantity())
                .isEqualTo(1.234);
        assertThat(
                        open(Script.bars(BARS).lots(10, 0, 0).sizing(new Sizing.FixedQuote(2999)))
                                .quantity())
                .isEqualTo(20);
    }

    @Test
    void entriesBelowAMinimumAreSkippedAndCounted() {
        assertSkipped(Script.bars(BARS).lots(1, 0, 0).sizing(new Sizing.FixedQuote(99)));
        assertSkipped(Script.bars(BARS).lots(0.1, 2, 0).sizing(new Sizing.FixedQuote(190)));
        assertSkipped(Script.bars(BARS).lots(0.1, 0, 100).sizing(new Sizing.FixedQuote(99)));
    }

    @Test
    void aSkippedReversalIsAnOrdinaryExit() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 lS", "100 100 100 100")
                        .lots(1, 0, 0)
                        .fee(1)
                        .sizing(new Sizing.FixedQuote(9901))
                        .run();
        assertThat(result.trades().getFirst().exitReason()).isEqualTo(ExitReason.REVERSAL);

        BacktestResult skipped =
                Script.bars("100 100 100 100 L", "9000 9000 9000 9000 lS", "100 100 100 100")
                        .lots(1, 0, 0)
                        .sizing(new Sizing.FixedQuote(1000))
                        .run();
        assertThat(skipped.trades()).hasSize(1);
        assertThat(skipped.trades().getFirst().exitReason()).isEqualTo(ExitReason.SIGNAL);
        assertThat(skipped.openPosition()).isNull();
        assertThat(skipped.metrics().get(Metric.SKIPPED_ENTRIES)).isEqualTo(1);
    }

    private static void assertSkipped(Script script) {
        BacktestResult result = script.run();
        assertThat(result.openPosition()).isNull();
        assertThat(result.metrics().get(Metric.SKIPPED_ENTRIES)).isEqualTo(1);
    }

    private static OpenPosition open(Script script) {
        return Script.open(script.run());
    }
}
