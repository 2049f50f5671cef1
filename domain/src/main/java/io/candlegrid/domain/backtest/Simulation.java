package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import org.jspecify.annotations.Nullable;

/**
 * One run, bar by bar, in the order of {@code docs/engine/bar-order.md}: funding, pending orders at
 * the open, stops, then rules at the close. Used once; not thread-safe.
 */
final class Simulation {

    private final StrategySpec spec;
    private final BacktestInput input;
    private final CandleSeries series;
    private final RuleEvaluator rules;
    private final BarWatch watch;
    private final double[] closes;
    private final Account account;
    private final double[] equity;
    private final int firstBar;
    private int nextFunding;
    private @Nullable ExitReason pendingExit;
    private @Nullable PositionSide pendingEntry;
    private boolean ended;

    /**
     * @param rules over the operands of this strategy
     */
    Simulation(
            StrategySpec spec,
            BacktestInput input,
            RuleEvaluator rules,
            MetricAccumulator metrics,
            BarWatch watch) {
        this.spec = spec;
        this.input = input;
        this.rules = rules;
        this.watch = watch;
        series = input.series();
        closes = series.values(PriceSource.CLOSE);
        account = new Account(spec, input, metrics);
        firstBar = input.firstBar();
        equity = new double[input.endBar() - firstBar];
    }

    /** Runs all bars; the result is {@code double[traded bars]}, equity at each close. */
    double[] run() {
        skipFundingBefore(firstBar);
        for (int bar = firstBar; bar < firstBar + equity.length; bar++) {
            watch.before(bar, account, pendingExit, pendingEntry);
            if (!ended) {
                payFunding(bar);
                fillPending(bar);
                testStops(bar);
                decideAtClose(bar);
                settleIfBroke(bar);
            }
            equity[bar - firstBar] = ended ? 0 : account.equity(closes[bar]);
            watch.after(bar, equity[bar - firstBar], ended);
        }
        return equity;
    }

    Account account() {
        return account;
    }

    private void skipFundingBefore(int bar) {
        while (nextFunding < input.funding().size() && fundingBar() < bar) {
            nextFunding++;
        }
    }

    private int fundingBar() {
        return FundingSchedule.barOf(series, input.funding().get(nextFunding).timeMillis());
    }

    private void payFunding(int bar) {
        account.countUntested(series.untestedMinutes()[bar]);
        while (nextFunding < input.funding().size() && fundingBar() == bar) {
            watch.funding(account.payFunding(input.funding().get(nextFunding)));
            nextFunding++;
        }
    }

    private void fillPending(int bar) {
        ExitReason exit = pendingExit;
        PositionSide entry = pendingEntry;
        if (exit == null && entry == null) {
            return;
        }
        double open = price(PriceSource.OPEN, bar);
        pendingExit = null;
        pendingEntry = null;
        if (exit != null) {
            account.see(open);
        }
        trade(BarMoment.OPEN, bar, open, exit, entry);
    }

    private void trade(
            BarMoment moment,
            int bar,
            double price,
            @Nullable ExitReason exit,
            @Nullable PositionSide entry) {
        if (exit != null) {
            account.exitAtMarket(bar, price, exit);
        }
        if (entry != null) {
            account.enter(entry, bar, price, exit != null);
        }
        // Told last: an entry can make a reversal of the exit before it.
        if (exit != null) {
            watch.exited(moment, account.trades().getLast());
        }
        if (entry != null) {
            watch.entered(moment, entry, account.position());
        }
    }

    private void testStops(int bar) {
        Position position = account.position();
        if (position == null) {
            return;
        }
        StopTest.Prices prices = prices(bar);
        StopTest.Levels levels = account.levels(position);
        StopTest.Hit hit =
                StopTest.test(position.sign, levels, prices, spec.execution().intrabar());
        if (hit == null) {
            position.survive(prices.high(), prices.low());
            return;
        }
        account.see(prices.open());
        account.see(hit.price());
        watch.stop(bar, position, levels, prices, hit);
        account.exitInside(bar, hit);
        watch.exited(BarMoment.INSIDE, account.trades().getLast());
    }

    private void settleIfBroke(int bar) {
        boolean held = account.position() != null;
        ended = account.settleIfBroke(bar, closes[bar]);
        if (ended && held) {
            watch.exited(BarMoment.CLOSE, account.trades().getLast());
        }
    }

    private void decideAtClose(int bar) {
        Position held = account.position();
        ExitReason exit = held == null ? null : exitAtClose(held, bar);
        if (held != null && exit == null) {
            return;
        }
        PositionSide entry = entryAtClose(bar, held == null ? null : held.side);
        if (spec.execution().fill() == Execution.Fill.NEXT_OPEN) {
            pendingExit = exit;
            pendingEntry = entry;
            watch.ordered(exit, entry);
            return;
        }
        trade(BarMoment.CLOSE, bar, closes[bar], exit, entry);
    }

    private @Nullable ExitReason exitAtClose(Position held, int bar) {
        SideRules side = sideRules(held.side);
        Rule exit = side == null ? null : side.exit();
        if (exit != null && rules.isTrue(exit, bar)) {
            return ExitReason.SIGNAL;
        }
        Stops stops = spec.stops();
        Integer maxBars = stops.maxBars();
        return maxBars != null && bar >= held.entryBar + maxBars ? ExitReason.MAX_BARS : null;
    }

    /** The side to enter, long first; never the side that is being left. */
    private @Nullable PositionSide entryAtClose(int bar, @Nullable PositionSide leaving) {
        if (leaving != PositionSide.LONG && isEntry(PositionSide.LONG, bar)) {
            return PositionSide.LONG;
        }
        boolean mayShort = leaving != PositionSide.SHORT;
        return mayShort && isEntry(PositionSide.SHORT, bar) ? PositionSide.SHORT : null;
    }

    private boolean isEntry(PositionSide side, int bar) {
        SideRules sideRules = sideRules(side);
        return sideRules != null && rules.isTrue(sideRules.entry(), bar);
    }

    private @Nullable SideRules sideRules(PositionSide side) {
        return side == PositionSide.LONG ? spec.longSide() : spec.shortSide();
    }

    private StopTest.Prices prices(int bar) {
        double open = price(PriceSource.OPEN, bar);
        double high = price(PriceSource.HIGH, bar);
        double low = price(PriceSource.LOW, bar);
        MarkCandles marks = input.marks();
        return marks == null || Double.isNaN(marks.open()[bar])
                ? new StopTest.Prices(open, high, low, open, high, low)
                : new StopTest.Prices(
                        open, high, low, marks.open()[bar], marks.high()[bar], marks.low()[bar]);
    }

    private double price(PriceSource source, int bar) {
        return series.value(source, bar);
    }
}
