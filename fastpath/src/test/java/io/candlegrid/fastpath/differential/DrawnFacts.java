package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.FundingSchedule;
import io.candlegrid.domain.backtest.MarkCandles;
import io.candlegrid.domain.backtest.OperandValues;
import io.candlegrid.domain.backtest.TradingDays;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was drawn: the parts of the strategy and of what it is run over. */
final class DrawnFacts {

    private final Regime regime;
    private final StrategySpec strategy;
    private final BacktestInput input;
    private final Facts facts;

    private DrawnFacts(RandomCase drawn, Facts facts) {
        regime = drawn.regime();
        strategy = drawn.strategy();
        input = drawn.input();
        this.facts = facts;
    }

    static void add(RandomCase drawn, Facts facts) {
        DrawnFacts of = new DrawnFacts(drawn, facts);
        of.addMarket();
        of.addRange();
        of.addRules();
        of.addStopsAndSizing();
        of.addExecution();
    }

    private void addMarket() {
        CandleSeries series = input.series();
        facts.add("regime", Coverage.label(regime));
        facts.add("timeframe", series.timeframe().label());
        facts.add("market", Coverage.label(series.instrument().market().type()));
        facts.add("holes", series.holes().isEmpty() ? "none" : "some");
        for (Hole hole : series.holes()) {
            long fromDay = Math.floorDiv(hole.fromMillis(), TradingDays.DAY_MILLIS);
            long toDay = Math.floorDiv(hole.toMillis(), TradingDays.DAY_MILLIS);
            facts.addIf(toDay > fromDay, "holes", "over a midnight");
            facts.addIf(toDay > fromDay + 1, "holes", "over a day");
        }
        facts.add("funding", input.funding().isEmpty() ? "none" : "some");
        facts.addIf(
                input.funding().stream()
                        .mapToLong(payment -> payment.timeMillis())
                        .anyMatch(time -> {
                            int bar = FundingSchedule.barOf(series, time);
                            return bar > 0
                                    && bar < series.bars()
                                    && time < series.tsOpenMillis()[bar];
                        }),
                "funding",
                "in a hole");
        MarkCandles marks = input.marks();
        if (marks == null) {
            facts.add("marks", "none");
        } else {
            boolean all = Arrays.stream(marks.open()).noneMatch(Double::isNaN);
            facts.add("marks", all ? "all" : "some");
        }
    }

    private void addRange() {
        CandleSeries series = input.series();
        int bars = input.endBar() - input.firstBar();
        String size =
                bars == 1 || bars == 64
                        ? Integer.toString(bars)
                        : bars < 64 ? "2 to 63" : bars <= 128 ? "65 to 128" : "more";
        facts.add("bars", size);
        long from = input.range().from().toEpochMilli();
        long to = input.range().to().toEpochMilli();
        long first = series.tsOpenMillis()[0];
        long last = series.tsCloseMillis(series.bars() - 1);
        facts.addIf(input.firstBar() > 0, "range", "warm-up");
        facts.addIf(from < first, "range", "from before the first bar");
        facts.addIf(from == first, "range", "from the first bar");
        String end = to == last ? "to the last bar" : "to within";
        facts.add("range", to > last ? "to after the last bar" : end);
        int days = TradingDays.of(input).count();
        facts.add("days", days < 3 ? Integer.toString(days) : "3 or more");
    }

    private void addRules() {
        List<SideRules> sides = new ArrayList<>();
        addSide(strategy.longSide(), sides);
        addSide(strategy.shortSide(), sides);
        boolean both = sides.size() == 2;
        facts.add("side", both ? "both" : strategy.longSide() == null ? "short" : "long");
        new RuleFacts(strategy, facts).add(sides);
        for (IndicatorUse use : strategy.indicators().values()) {
            if (use.source() != null) {
                facts.add("source of indicators", Coverage.label(use.source()));
            }
        }
        OperandValues values = OperandValues.of(strategy, input.series());
        for (Operand operand : OperandValues.operands(strategy)) {
            if (operand instanceof Operand.IndicatorOutput) {
                boolean first = !Double.isNaN(values.at(operand, input.firstBar()));
                boolean last = !Double.isNaN(values.at(operand, input.endBar() - 1));
                String later = last ? "undefined at first" : "never defined";
                facts.add("values", first ? "always defined" : later);
            }
        }
    }

    private void addSide(@Nullable SideRules side, List<SideRules> sides) {
        if (side != null) {
            sides.add(side);
            facts.add("exit rule", side.exit() == null ? "none" : "some");
        }
    }

    private void addStopsAndSizing() {
        Stops stops = strategy.stops();
        List<String> kinds = new ArrayList<>();
        addIf(stops.stopLossPct() != null, kinds, "sl");
        addIf(stops.takeProfitPct() != null, kinds, "tp");
        addIf(stops.trailingPct() != null, kinds, "tr");
        addIf(stops.maxBars() != null, kinds, "mb");
        facts.add("stops", kinds.isEmpty() ? "none" : String.join(" ", kinds));
        facts.add(
                "sizing",
                switch (strategy.sizing()) {
                    case Sizing.PercentEquity(double percent) ->
                            percent == 100 ? "all in" : "percent_equity";
                    case Sizing.FixedQuote fixed -> "fixed_quote";
                    case Sizing.RiskPercent risk -> "risk_percent";
                });
    }

    private static void addIf(boolean is, List<String> kinds, String kind) {
        if (is) {
            kinds.add(kind);
        }
    }

    private void addExecution() {
        Execution execution = strategy.execution();
        facts.add(
                "fill and policy",
                Coverage.label(execution.fill()) + " " + Coverage.label(execution.intrabar()));
        facts.add("costs", execution.feePct() == 0 ? "no fee" : "fee");
        facts.addIf(execution.makerFeePct() != null, "costs", "maker fee");
        facts.add("costs", execution.slippagePct() == 0 ? "no slippage" : "slippage");
        double leverage = execution.leverage();
        String more = leverage == Math.rint(leverage) ? "whole" : "fractional";
        facts.add("leverage", leverage == 1 ? "1" : more);
        String step = input.rules().quantityStep() == 0 ? "without a step" : "with a step";
        boolean bare =
                execution.fill() == Execution.Fill.CLOSE && strategy.stops().equals(Stops.NONE);
        boolean allIn = bare && strategy.sizing().equals(Sizing.ALL_IN);
        String spot =
                bare && strategy.instrument().market().type() == MarketType.SPOT
                        ? "long on spot with close fills and no stops"
                        : "other";
        facts.add("shape", allIn ? "all in with close fills and no stops" : spot);
        facts.add("lots", execution.respectLotSize() ? "respected " + step : "fractional");
    }
}
