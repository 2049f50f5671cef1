package io.candlegrid.domain.optimization;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Sets axis values in a copy of a strategy, one after the other. */
final class StrategyBinder {

    private static final Set<String> EXECUTION_FIELDS =
            Set.of("fill", "fee_pct", "maker_fee_pct", "slippage_pct", "intrabar", "leverage");

    private final StrategySpec template;
    private final SortedMap<String, IndicatorUse> indicators;
    private final SortedMap<String, Double> constants;
    private Stops stops;
    private Sizing sizing;
    private Execution execution;

    StrategyBinder(StrategySpec template) {
        this.template = template;
        this.indicators = new TreeMap<>(template.indicators());
        this.constants = new TreeMap<>(template.constants());
        this.stops = template.stops();
        this.sizing = template.sizing();
        this.execution = template.execution();
    }

    void set(AxisTarget target, AxisValue value) {
        switch (target) {
            case AxisTarget.IndicatorParameter(String id, String param) -> {
                IndicatorUse use = indicator(id);
                use.param(param); // throws when there is none
                SortedMap<String, Double> params = new TreeMap<>(use.params());
                params.put(param, number(value, param));
                indicators.put(id, new IndicatorUse(use.type(), params, use.source()));
            }
            case AxisTarget.IndicatorSource(String id) -> {
                IndicatorUse use = indicator(id);
                PriceSource source =
                        PriceSource.byLabel(text(value, "source"))
                                .orElseThrow(() -> mismatch("source", value));
                indicators.put(id, new IndicatorUse(use.type(), use.params(), source));
            }
            case AxisTarget.ConstantValue(String name) -> {
                if (constants.replace(name, number(value, name)) == null) {
                    throw new IllegalArgumentException("the strategy has no constant " + name);
                }
            }
            case AxisTarget.Stop(String field) -> setStop(field, value);
            case AxisTarget.SizingNumber(String field) -> setSizing(field, number(value, field));
            case AxisTarget.ExecutionField(String field) -> setExecution(field, value);
        }
    }

    StrategySpec strategy() {
        return new StrategySpec(
                template.instrument(),
                template.timeframe(),
                indicators,
                template.longSide(),
                template.shortSide(),
                constants,
                stops,
                sizing,
                execution);
    }

    private IndicatorUse indicator(String id) {
        IndicatorUse use = indicators.get(id);
        if (use == null) {
            throw new IllegalArgumentException("the strategy has no indicator " + id);
        }
        return use;
    }

    private void setStop(String field, AxisValue value) {
        Double number = optional(value, field);
        Stops s = stops;
        stops =
                switch (field) {
                    case "stop_loss_pct" ->
                            new Stops(number, s.takeProfitPct(), s.trailingPct(), s.maxBars());
                    case "take_profit_pct" ->
                            new Stops(s.stopLossPct(), number, s.trailingPct(), s.maxBars());
                    case "trailing_pct" ->
                            new Stops(s.stopLossPct(), s.takeProfitPct(), number, s.maxBars());
                    case "max_bars" ->
                            new Stops(
                                    s.stopLossPct(),
                                    s.takeProfitPct(),
                                    s.trailingPct(),
                                    number == null ? null : number.intValue());
                    default -> throw mismatch(field, value);
                };
    }

    private void setSizing(String field, double number) {
        boolean amount = sizing instanceof Sizing.FixedQuote;
        if (!field.equals(amount ? "amount" : "percent")) {
            throw new IllegalArgumentException("sizing=" + sizing + " has no " + field);
        }
        sizing =
                switch (sizing) {
                    case Sizing.PercentEquity ignored -> new Sizing.PercentEquity(number);
                    case Sizing.FixedQuote ignored -> new Sizing.FixedQuote(number);
                    case Sizing.RiskPercent ignored -> new Sizing.RiskPercent(number);
                };
    }

    private void setExecution(String field, AxisValue value) {
        if (!EXECUTION_FIELDS.contains(field)) {
            throw mismatch(field, value);
        }
        Execution e = execution;
        execution =
                new Execution(
                        field.equals("fill")
                                ? Execution.Fill.valueOf(upper(value, field))
                                : e.fill(),
                        field.equals("fee_pct") ? number(value, field) : e.feePct(),
                        field.equals("maker_fee_pct") ? optional(value, field) : e.makerFeePct(),
                        field.equals("slippage_pct") ? number(value, field) : e.slippagePct(),
                        field.equals("intrabar")
                                ? Execution.Intrabar.valueOf(upper(value, field))
                                : e.intrabar(),
                        field.equals("leverage") ? number(value, field) : e.leverage(),
                        e.respectLotSize());
    }

    private static @Nullable Double optional(AxisValue value, String field) {
        return value instanceof AxisValue.None ? null : (Double) number(value, field);
    }

    private static double number(AxisValue value, String field) {
        if (value instanceof AxisValue.Numeric(double number)) {
            return number;
        }
        throw mismatch(field, value);
    }

    private static String upper(AxisValue value, String field) {
        return text(value, field).toUpperCase(Locale.ROOT);
    }

    private static String text(AxisValue value, String field) {
        if (value instanceof AxisValue.Text(String text)) {
            return text;
        }
        throw mismatch(field, value);
    }

    private static IllegalArgumentException mismatch(String field, AxisValue value) {
        return new IllegalArgumentException("field=" + field + " can't take " + value);
    }
}
