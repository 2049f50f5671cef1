package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * Draws indicators from the registry and rules over them. What an operand is compared with is
 * chosen by the values that it has in the series, so that rules of any indicator come true and
 * false.
 */
final class RandomRules {

    private static final int MOST_CONSTANTS = 3;

    private record Valued(Operand operand, double[] values) {}

    private final RandomGenerator random;
    private final BacktestInput input;
    private final SortedMap<String, IndicatorUse> indicators = new TreeMap<>();
    private final SortedMap<String, Double> constants = new TreeMap<>();
    private final List<Valued> outputs = new ArrayList<>();
    private final List<Valued> prices = new ArrayList<>();

    RandomRules(RandomGenerator random, BacktestInput input) {
        this.random = random;
        this.input = input;
        for (PriceSource source : PriceSource.values()) {
            prices.add(new Valued(new Operand.Price(source), input.series().values(source)));
        }
        List<IndicatorDefinition> all = IndicatorRegistry.all();
        int count = random.nextInt(12) == 0 ? 0 : 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            add("i" + i, all.get(random.nextInt(all.size())));
        }
    }

    SortedMap<String, IndicatorUse> indicators() {
        return indicators;
    }

    SortedMap<String, Double> constants() {
        return constants;
    }

    /** A rule with at most this many levels of groups and negations. */
    Rule rule(int depth) {
        return switch (random.nextInt(depth == 0 ? 7 : 10)) {
            case 0, 1, 2 -> compare();
            case 3, 4, 5, 6 -> cross();
            case 7 -> new Rule.Not(rule(depth - 1));
            case 8 -> new Rule.All(rules(depth - 1));
            default -> new Rule.Any(rules(depth - 1));
        };
    }

    private List<Rule> rules(int depth) {
        List<Rule> rules = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            rules.add(rule(depth));
        }
        return rules;
    }

    private void add(String id, IndicatorDefinition definition) {
        SortedMap<String, Double> params = new TreeMap<>();
        definition.params().forEach(param -> params.put(param.name(), value(param)));
        PriceSource[] sources = PriceSource.values();
        PriceSource source =
                random.nextBoolean() ? PriceSource.CLOSE : sources[random.nextInt(sources.length)];
        IndicatorUse use =
                new IndicatorUse(definition.id(), params, definition.hasSource() ? source : null);
        indicators.put(id, use);
        double[][] columns =
                IndicatorRegistry.indicator(definition.id()).compute(use, input.series());
        for (int i = 0; i < columns.length; i++) {
            String output = definition.outputs().get(i);
            outputs.add(new Valued(new Operand.IndicatorOutput(id, output), columns[i]));
        }
    }

    /** Mostly near the least or the default, sometimes near the length of the series, or any. */
    private double value(ParameterDefinition param) {
        double steps = Math.floor((param.max() - param.min()) / param.step());
        double most =
                switch (random.nextInt(8)) {
                    case 0 -> steps;
                    case 1 -> Math.min(steps, input.series().bars());
                    case 2 -> 0;
                    default -> Math.min(steps, 30);
                };
        double value = param.min() + param.step() * Math.rint(most * random.nextDouble());
        return random.nextInt(6) == 0 ? param.defaultValue() : Math.min(value, param.max());
    }

    private Rule compare() {
        Rule.Comparison[] comparisons = Rule.Comparison.values();
        Valued left = operand();
        Operand right = partner(left);
        Rule.Comparison comparison = comparisons[random.nextInt(comparisons.length)];
        return random.nextInt(4) == 0
                ? new Rule.Compare(comparison, right, left.operand())
                : new Rule.Compare(comparison, left.operand(), right);
    }

    private Rule cross() {
        Rule.CrossDirection[] directions = Rule.CrossDirection.values();
        Valued left = operand();
        Operand right = partner(left);
        Rule.CrossDirection direction = directions[random.nextInt(directions.length)];
        return random.nextInt(4) == 0
                ? new Rule.Cross(direction, right, left.operand())
                : new Rule.Cross(direction, left.operand(), right);
    }

    private Valued operand() {
        if (random.nextInt(25) == 0) {
            double value = random.nextInt(100);
            return new Valued(constant(value), new double[] {value});
        }
        boolean price = outputs.isEmpty() || random.nextInt(10) < 3;
        return pick(price ? prices : outputs);
    }

    private Operand partner(Valued operand) {
        return switch (random.nextInt(20)) {
            case 0 -> operand.operand();
            case 1, 2, 3, 4, 5, 6, 7, 8 -> constant(typical(operand));
            default -> meeting(operand);
        };
    }

    private Operand constant(double value) {
        if (random.nextInt(3) > 0) {
            return new Operand.Literal(value);
        }
        String name = "c" + random.nextInt(MOST_CONSTANTS);
        constants.putIfAbsent(name, value);
        return new Operand.NamedConstant(name);
    }

    /** A value that the operand has, exactly or about. */
    private double typical(Valued operand) {
        double value = operand.values()[random.nextInt(operand.values().length)];
        if (Double.isNaN(value)) {
            return random.nextInt(100);
        }
        return random.nextBoolean() ? value : value * (1 + 0.01 * random.nextGaussian());
    }

    /** Another operand with values on both sides of one of this operand's, if one is found soon. */
    private Operand meeting(Valued operand) {
        double level = typical(operand);
        Valued other = pick(prices);
        for (int tries = 0; tries < 8 && !straddles(other, level); tries++) {
            other = pick(outputs.isEmpty() || random.nextInt(3) == 0 ? prices : outputs);
        }
        return other.operand();
    }

    private static boolean straddles(Valued operand, double level) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (double value : operand.values()) {
            least = value < least ? value : least;
            most = value > most ? value : most;
        }
        return least <= level && level <= most;
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
