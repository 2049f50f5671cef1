package io.candlegrid.domain.backtest;

import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Seeded random strategies over everything a specification can say, or over a part of it. */
public final class RandomStrategies {

    /** What is drawn from. */
    public enum Scope {
        /** Long, close fills, fee and slippage, all of the equity, no stops. */
        LONG_CLOSE_ALL_IN,
        /** Long on spot, both fills, stops, sizing and intrabar policies. */
        LONG,
        /** Both sides on futures with leverage, and all of the above. */
        EVERYTHING
    }

    /** What an operand's values are like, so that a partner can be drawn that they meet. */
    private enum Kind {
        PRICE,
        VOLUME,
        PERCENT,
        BELOW_ZERO,
        DISTANCE,
        AROUND_ZERO,
        WIDE_AROUND_ZERO
    }

    private final Random random;
    private final Scope scope;
    private final SortedMap<String, IndicatorUse> indicators = new TreeMap<>();
    private final SortedMap<String, Double> constants = new TreeMap<>();

    private RandomStrategies(long seed, Scope scope) {
        random = new Random(seed);
        this.scope = scope;
    }

    /** A strategy; the same seed gives the same one. */
    public static StrategySpec of(long seed, Scope scope, Timeframe timeframe) {
        return new RandomStrategies(seed, scope).next(instrument(scope), timeframe);
    }

    /** The instrument that strategies of a scope trade. */
    public static InstrumentId instrument(Scope scope) {
        return scope == Scope.EVERYTHING ? RandomSeries.futures() : RandomSeries.spot();
    }

    private StrategySpec next(InstrumentId instrument, Timeframe timeframe) {
        drawIndicators();
        Stops stops = scope == Scope.LONG_CLOSE_ALL_IN ? Stops.NONE : drawStops();
        int sides = scope == Scope.EVERYTHING ? random.nextInt(4) : 0;
        SideRules longSide = sides == 1 ? null : drawSide(stops);
        SideRules shortSide = sides == 0 ? null : drawSide(stops);
        return new StrategySpec(
                instrument,
                timeframe,
                indicators,
                longSide,
                shortSide,
                constants,
                stops,
                scope == Scope.LONG_CLOSE_ALL_IN ? Sizing.ALL_IN : drawSizing(stops),
                drawExecution());
    }

    private void drawIndicators() {
        List<IndicatorDefinition> all = IndicatorRegistry.all();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            IndicatorDefinition definition = all.get(random.nextInt(all.size()));
            SortedMap<String, Double> params = new TreeMap<>();
            for (ParameterDefinition param : definition.params()) {
                params.put(param.name(), draw(param));
            }
            PriceSource source = null;
            if (definition.hasSource()) {
                PriceSource[] sources = PriceSource.values();
                source = chance(0.6) ? PriceSource.CLOSE : sources[random.nextInt(sources.length)];
            }
            indicators.put("i" + i, new IndicatorUse(definition.id(), params, source));
        }
        constants.put("level", (double) (20 + random.nextInt(60)));
    }

    private double draw(ParameterDefinition param) {
        if (param.type() == ParameterDefinition.Type.INTEGER) {
            return Math.min(param.max(), param.min() + random.nextInt(chance(0.8) ? 30 : 200));
        }
        return Math.clamp(0.5 + 0.1 * random.nextInt(25), param.min(), param.max());
    }

    private SideRules drawSide(Stops stops) {
        boolean exits = !stops.any() || chance(0.7);
        return new SideRules(drawRule(2), exits ? drawRule(2) : null);
    }

    private Rule drawRule(int depth) {
        int kind = random.nextInt(depth == 0 ? 6 : 10);
        return switch (kind) {
            case 0, 1, 2 -> drawCompare();
            case 3, 4, 5 -> drawCross();
            case 6 -> new Rule.Not(drawRule(depth - 1));
            case 7 -> new Rule.All(drawRules(depth - 1));
            default -> new Rule.Any(drawRules(depth - 1));
        };
    }

    private List<Rule> drawRules(int depth) {
        List<Rule> rules = new ArrayList<>();
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            rules.add(drawRule(depth));
        }
        return rules;
    }

    private Rule drawCompare() {
        Operand left = drawOperand();
        Rule.Comparison[] comparisons = Rule.Comparison.values();
        return new Rule.Compare(
                comparisons[random.nextInt(comparisons.length)], left, drawPartner(left));
    }

    private Rule drawCross() {
        Operand left = drawOperand();
        Rule.CrossDirection[] directions = Rule.CrossDirection.values();
        return new Rule.Cross(
                directions[random.nextInt(directions.length)], left, drawPartner(left));
    }

    private Operand drawOperand() {
        if (chance(0.3)) {
            PriceSource[] sources = PriceSource.values();
            return new Operand.Price(sources[random.nextInt(sources.length)]);
        }
        return drawOutput(indicators.entrySet());
    }

    private Operand drawOutput(Iterable<Map.Entry<String, IndicatorUse>> uses) {
        List<Operand> outputs = new ArrayList<>();
        for (Map.Entry<String, IndicatorUse> use : uses) {
            IndicatorDefinition definition =
                    IndicatorRegistry.byId(use.getValue().type()).orElseThrow();
            for (String output : definition.outputs()) {
                outputs.add(new Operand.IndicatorOutput(use.getKey(), output));
            }
        }
        return outputs.get(random.nextInt(outputs.size()));
    }

    /** Something of a size that the operand can meet. */
    private Operand drawPartner(Operand operand) {
        if (chance(0.1)) {
            return drawOperand();
        }
        return switch (kindOf(operand)) {
            case PRICE -> drawPriceLike();
            case VOLUME -> new Operand.Literal(random.nextInt(1000));
            case PERCENT ->
                    chance(0.5)
                            ? new Operand.NamedConstant("level")
                            : new Operand.Literal(25 + random.nextInt(51));
            case BELOW_ZERO -> new Operand.Literal(-20 - random.nextInt(60));
            case DISTANCE -> new Operand.Literal(0.1 * (1 + random.nextInt(40)));
            case AROUND_ZERO -> new Operand.Literal(0.1 * (random.nextInt(5) - 2));
            case WIDE_AROUND_ZERO -> new Operand.Literal(25 * (random.nextInt(9) - 4));
        };
    }

    private Operand drawPriceLike() {
        List<Map.Entry<String, IndicatorUse>> prices =
                indicators.entrySet().stream()
                        .filter(use -> kindOf(use.getValue(), "") == Kind.PRICE)
                        .toList();
        if (prices.isEmpty() || chance(0.3)) {
            PriceSource[] sources = {
                PriceSource.OPEN,
                PriceSource.HIGH,
                PriceSource.LOW,
                PriceSource.CLOSE,
                PriceSource.HL2,
                PriceSource.HLC3,
                PriceSource.OHLC4
            };
            return new Operand.Price(sources[random.nextInt(sources.length)]);
        }
        return drawOutput(prices);
    }

    private Kind kindOf(Operand operand) {
        return switch (operand) {
            case Operand.Price(PriceSource source) ->
                    source == PriceSource.VOLUME ? Kind.VOLUME : Kind.PRICE;
            case Operand.IndicatorOutput output -> {
                IndicatorUse use = indicators.get(output.indicator());
                yield use == null ? Kind.PRICE : kindOf(use, output.output());
            }
            case Operand.Literal literal -> Kind.PRICE;
            case Operand.NamedConstant constant -> Kind.PRICE;
        };
    }

    private static Kind kindOf(IndicatorUse use, String output) {
        return switch (use.type()) {
            case "rsi", "stochastic", "adx", "mfi" -> Kind.PERCENT;
            case "williams_r" -> Kind.BELOW_ZERO;
            case "atr", "stddev" -> Kind.DISTANCE;
            case "macd", "roc" -> Kind.AROUND_ZERO;
            case "cci", "obv" -> Kind.WIDE_AROUND_ZERO;
            case "supertrend" -> output.equals("direction") ? Kind.AROUND_ZERO : Kind.PRICE;
            default -> use.source() == PriceSource.VOLUME ? Kind.VOLUME : Kind.PRICE;
        };
    }

    private Stops drawStops() {
        return new Stops(
                drawPercent(0.5),
                drawPercent(0.5),
                drawPercent(0.35),
                chance(0.3) ? 1 + random.nextInt(40) : null);
    }

    private @Nullable Double drawPercent(double probability) {
        if (!chance(probability)) {
            return null;
        }
        double[] percents = {0.05, 0.1, 0.2, 0.5, 1, 2, 5};
        return percents[random.nextInt(percents.length)];
    }

    private Sizing drawSizing(Stops stops) {
        boolean canRisk = stops.stopLossPct() != null || stops.trailingPct() != null;
        return switch (random.nextInt(canRisk ? 5 : 4)) {
            case 0 -> new Sizing.PercentEquity(1 + random.nextInt(100));
            case 1 -> new Sizing.FixedQuote(100.0 * (1 + random.nextInt(150)));
            case 4 -> new Sizing.RiskPercent(0.5 * (1 + random.nextInt(6)));
            default -> Sizing.ALL_IN;
        };
    }

    private Execution drawExecution() {
        boolean simple = scope == Scope.LONG_CLOSE_ALL_IN;
        Execution.Intrabar[] policies = Execution.Intrabar.values();
        return new Execution(
                simple || chance(0.5) ? Execution.Fill.CLOSE : Execution.Fill.NEXT_OPEN,
                chance(0.2) ? 0 : 0.01 * random.nextInt(20),
                simple || chance(0.5) ? null : 0.01 * random.nextInt(5),
                chance(0.5) ? 0 : 0.01 * random.nextInt(10),
                simple ? Execution.Intrabar.PESSIMISTIC : policies[random.nextInt(policies.length)],
                scope == Scope.EVERYTHING && chance(0.5) ? 1 + random.nextInt(20) : 1,
                !simple && chance(0.2));
    }

    private boolean chance(double probability) {
        return random.nextDouble() < probability;
    }
}
