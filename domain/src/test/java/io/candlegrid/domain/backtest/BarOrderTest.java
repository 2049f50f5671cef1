package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule of "one bar, in this order", on bars written by hand. */
class BarOrderTest {

    @Test
    void fillsAtTheCloseOfTheSignal() {
        BacktestResult result =
                Script.bars("100 100 100 100", "100 110 100 105 L", "105 120 105 110 l").run();

        assertThat(result.trades()).hasSize(1);
        Trade trade = result.trades().getFirst();
        assertThat(trade.entryBar()).isEqualTo(1);
        assertThat(trade.entryPrice()).isEqualTo(105);
        assertThat(trade.exitBar()).isEqualTo(2);
        assertThat(trade.exitPrice()).isEqualTo(110);
        assertThat(trade.exitReason()).isEqualTo(ExitReason.SIGNAL);
    }

    @Test
    void fillsAtTheNextOpenHoweverLongTheHole() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "-", "-", "103 104 102 103 l", "99 101 98 100")
                        .nextOpen()
                        .run();

        assertThat(result.trades()).hasSize(1);
        Trade trade = result.trades().getFirst();
        assertThat(trade.entryBar()).isEqualTo(1);
        assertThat(trade.entryPrice()).isEqualTo(103);
        assertThat(trade.exitBar()).isEqualTo(2);
        assertThat(trade.exitPrice()).isEqualTo(99);
    }

    @Test
    void letsOrdersOfTheLastBarExpire() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 l").nextOpen().run();

        assertThat(result.trades()).isEmpty();
        assertThat(result.openPosition()).isNotNull();
    }

    @Test
    void testsStopsOnTheEntryBarOnlyWithNextOpen() {
        String[] bars = {"100 100 100 100 L", "100 101 90 100", "100 101 99 100"};

        Trade close = only(Script.bars(bars).stops(5.0, null, null, null).run());
        assertThat(close.entryBar()).isEqualTo(0);
        assertThat(close.exitBar()).isEqualTo(1);
        Trade open = only(Script.bars(bars).nextOpen().stops(5.0, null, null, null).run());
        assertThat(open.entryBar()).isEqualTo(1);
        assertThat(open.exitBar()).isEqualTo(1);
        assertThat(open.exitReason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(open.exitPrice()).isEqualTo(95);
        BacktestResult entryBarOnly =
                Script.bars("100 101 90 100 L", "100 101 99 100")
                        .stops(5.0, null, null, null)
                        .run();
        assertThat(entryBarOnly.trades()).isEmpty();
    }

    @Test
    void leavesAfterMaxBarsUnlessTheRuleDoesFirst() {
        String[] bars = {
            "100 100 100 100 L", "100 100 100 100", "100 100 100 100 l", "100 100 100 100"
        };

        assertThat(only(Script.bars(bars).stops(null, null, null, 1).run()))
                .returns(1, Trade::exitBar)
                .returns(ExitReason.MAX_BARS, Trade::exitReason);
        assertThat(only(Script.bars(bars).stops(null, null, null, 2).run()))
                .returns(2, Trade::exitBar)
                .returns(ExitReason.SIGNAL, Trade::exitReason);
        assertThat(only(Script.bars(bars).nextOpen().stops(null, null, null, 1).run()))
                .returns(1, Trade::entryBar)
                .returns(3, Trade::exitBar)
                .returns(ExitReason.SIGNAL, Trade::exitReason);
    }

    @Test
    void entersLongFirstAndOneSideOnly() {
        BacktestResult result = Script.bars("100 100 100 100 LS", "100 100 100 100 S").run();

        assertThat(result.trades()).isEmpty();
        assertThat(Script.open(result).side()).isEqualTo(PositionSide.LONG);
    }

    @Test
    void reversesWhenAnExitMeetsAnEntryOfTheOtherSide() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 lS", "100 100 100 100 s").run();

        assertThat(result.trades())
                .extracting(Trade::side, Trade::exitReason, Trade::reversal, Trade::entryBar)
                .containsExactly(
                        tuple(PositionSide.LONG, ExitReason.REVERSAL, false, 0),
                        tuple(PositionSide.SHORT, ExitReason.SIGNAL, true, 1));
    }

    @Test
    void reversesAtTheNextOpenToo() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 lS", "98 100 97 99")
                        .nextOpen()
                        .run();

        Trade trade = only(result);
        assertThat(trade.exitReason()).isEqualTo(ExitReason.REVERSAL);
        assertThat(trade.exitPrice()).isEqualTo(98);
        assertThat(Script.open(result).entryPrice()).isEqualTo(98);
        assertThat(Script.open(result).side()).isEqualTo(PositionSide.SHORT);
    }

    @Test
    void doesNotReenterTheSideItJustLeftBySignal() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 lL", "100 100 100 100").run();

        assertThat(only(result).exitReason()).isEqualTo(ExitReason.SIGNAL);
        assertThat(result.openPosition()).isNull();
    }

    @Test
    void mayReenterEitherSideAfterAStop() {
        BacktestResult same =
                Script.bars("100 100 100 100 L", "100 100 94 96 L", "96 97 96 97")
                        .stops(5.0, null, null, null)
                        .run();
        assertThat(only(same).exitReason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(Script.open(same).entryPrice()).isEqualTo(96);

        BacktestResult other =
                Script.bars("100 100 100 100 L", "100 100 94 96 S", "96 97 96 97")
                        .stops(5.0, null, null, null)
                        .run();
        assertThat(only(other).exitReason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(Script.open(other).side()).isEqualTo(PositionSide.SHORT);
    }

    @Test
    void keepsAPositionThroughEntrySignals() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 LS", "100 100 100 100 S").run();

        assertThat(result.trades()).isEmpty();
        assertThat(Script.open(result).entryBar()).isZero();
    }

    @Test
    void paysFundingBeforeAnythingElseInTheBar() {
        FundingPayment atOpenOfSecond = new FundingPayment(Script.at(1).toEpochMilli(), 0.01, 100);
        BacktestResult result =
                Script.bars("100 100 100 100 L", "100 100 100 100 l", "100 100 100 100")
                        .funding(atOpenOfSecond)
                        .nextOpen()
                        .run();
        assertThat(result.metrics().get(Metric.FUNDING_PAID)).isZero();

        FundingPayment atOpenOfThird = new FundingPayment(Script.at(2).toEpochMilli(), 0.01, 100);
        BacktestResult held =
                Script.bars("100 100 100 100 L", "100 100 100 100 l", "100 100 100 100")
                        .funding(atOpenOfThird)
                        .nextOpen()
                        .run();
        assertThat(held.metrics().get(Metric.FUNDING_PAID)).isEqualTo(100);
        assertThat(only(held).pnl()).isEqualTo(-100);
    }

    @Test
    void paysFundingOfAHoleInTheNextBar() {
        FundingPayment inHole = new FundingPayment(Script.at(2).toEpochMilli(), 0.01, 100);
        BacktestResult result =
                Script.bars("100 100 100 100 S", "100 100 100 100", "-", "100 100 100 100 s")
                        .funding(inHole)
                        .run();

        assertThat(only(result).pnl()).isEqualTo(100);
        assertThat(result.metrics().get(Metric.FUNDING_PAID)).isEqualTo(-100);
    }

    @Test
    void neitherTradesNorMeasuresWarmupBars() {
        BacktestResult result =
                Script.bars("50 50 50 50 L", "50 50 50 50 L", "100 100 100 100", "100 110 100 110")
                        .warmup(2)
                        .run();

        assertThat(result.openPosition()).isNull();
        assertThat(result.trades()).isEmpty();
        assertThat(result.metrics().get(Metric.BENCHMARK_RETURN)).isEqualTo(110.0 / 100 - 1);
    }

    @Test
    void keepsTheOrderOfTrades() {
        List<Trade> trades =
                Script.bars(
                                "100 100 100 100 L",
                                "100 100 100 100 lS",
                                "100 100 100 100 sL",
                                "100 100 100 100 l")
                        .run()
                        .trades();

        assertThat(trades).extracting(Trade::exitBar).containsExactly(1, 2, 3);
        assertThat(trades)
                .extracting(Trade::exitReason)
                .containsExactly(ExitReason.REVERSAL, ExitReason.REVERSAL, ExitReason.SIGNAL);
    }

    private static Trade only(BacktestResult result) {
        assertThat(result.trades()).hasSize(1);
        return result.trades().getFirst();
    }
}
