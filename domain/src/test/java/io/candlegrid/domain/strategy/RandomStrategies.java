package io.candlegrid.domain.strategy;

import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Valid strategies of all shapes from a seed. */
final class RandomStrategies {

    private final Random random;

    RandomStrategies(long seed) {
        this.random = new Random(seed);
    }

    StrategySpec next() {
        int market = 1 + random.nextInt(4);
        boolean futures = market % 2 == 0;
        TreeMap<String, IndicatorUse> indicators = new TreeMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            indicators.put("i" + i, indicator());
        }
        TreeMap<String, Double> constants = new TreeMap<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            constants.put("c_" + i, decimal(-100, 100));
        }
        List<Operand> operands = operands(indicators, constants);
        Stops stops =
                new Stops(
                        maybe(decimal(1, 50)),
                        maybe(decimal(1, 200)),
                        maybe(decimal(1, 50)),
                        random.nextBoolean() ? (Integer) (1 + random.nextInt(500)) : null);
        boolean isShort = futures && random.nextBoolean();
        boolean isLong = !isShort || random.nextBoolean();
        boolean priceStop = stops.stopLossPct() != null || stops.trailingPct() != null;
        return new StrategySpec(
                new InstrumentId(market, "ETHUSDT"),
                pick(Timeframe.values()),
                indicators,
                isLong ? side(operands, stops.any()) : null,
                isShort ? side(operands, stops.any()) : null,
                constants,
                stops,
                sizing(priceStop),
                new Execution(
                        pick(Execution.Fill.values()),
                        decimal(0, 1),
                        maybe(decimal(0, 1)),
                        decimal(0, 1),
                        pick(Execution.Intrabar.values()),
                        futures ? decimal(1, 100) : 1,
                        random.nextBoolean()));
    }

    private IndicatorUse indicator() {
        List<IndicatorDefinition> all = IndicatorRegistry.all();
        IndicatorDefinition type = all.get(random.nextInt(all.size()));
        TreeMap<String, Double> params = new TreeMap<>();
        for (ParameterDefinition param : type.params()) {
            double value = param.min() + random.nextDouble() * (param.max() - param.min());
            boolean whole = param.type() == ParameterDefinition.Type.INTEGER;
            params.put(param.name(), whole ? Math.rint(value) : value);
        }
        return new IndicatorUse(
                type.id(), params, type.hasSource() ? pick(PriceSource.values()) : null);
    }

    private List<Operand> operands(
            Map<String, IndicatorUse> indicators, Map<String, Double> constants) {
        List<Operand> operands = new ArrayList<>();
        indicators.forEach((id, use) ->
                IndicatorRegistry.byId(use.type()).orElseThrow().outputs().stream()
                        .map(output -> new Operand.IndicatorOutput(id, output))
                        .forEach(operands::add));
        constants.keySet().forEach(name -> operands.add(new Operand.NamedConstant(name)));
        operands.add(new Operand.Price(pick(PriceSource.values())));
        operands.add(new Operand.Literal(decimal(-1e6, 1e6)));
        return operands;
    }

    private SideRules side(List<Operand> operands, boolean mayLackExit) {
        Rule exit = mayLackExit && random.nextBoolean() ? null : rule(operands, 0);
        return new SideRules(rule(operands, 0), exit);
    }

    private Rule rule(List<Operand> operands, int depth) {
        int kind = random.nextInt(depth < 4 ? 5 : 2);
        Operand left = operands.get(random.nextInt(operands.size()));
        Operand right = operands.get(random.nextInt(operands.size()));
        return switch (kind) {
            case 0 -> new Rule.Compare(pick(Rule.Comparison.values()), left, right);
            case 1 -> new Rule.Cross(pick(Rule.CrossDirection.values()), left, right);
            case 2 -> new Rule.All(rules(operands, depth + 1));
            case 3 -> new Rule.Any(rules(operands, depth + 1));
            default -> new Rule.Not(rule(operands, depth + 1));
        };
    }

    private List<Rule> rules(List<Operand> operands, int depth) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            rules.add(rule(operands, depth));
        }
        return rules;
    }

    private Sizing sizing(boolean priceStop) {
        return switch (random.nextInt(priceStop ? 3 : 2)) {
            case 0 -> new Sizing.PercentEquity(decimal(1, 100));
            case 1 -> new Sizing.FixedQuote(decimal(1, 1e6));
            default -> new Sizing.RiskPercent(decimal(0.1, 10));
        };
    }

    private double decimal(double min, double max) {
        double value = min + random.nextDouble() * (max - min);
        return random.nextBoolean() ? Math.rint(value) : value;
    }

    private @Nullable Double maybe(double value) {
        return random.nextBoolean() ? (Double) value : null;
    }

    private <T> T pick(T[] values) {
        return values[random.nextInt(values.length)];
    }
}
