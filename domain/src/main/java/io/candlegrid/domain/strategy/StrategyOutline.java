package io.candlegrid.domain.strategy;

import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.Market;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names in a strategy and what they stand for, known even of a strategy that has errors
 * elsewhere, so that everything that refers to them can be checked at the same time.
 *
 * @param market null when it could not be read
 * @param indicators definition by id; empty when the type could not be read
 * @param constants names of the constants
 * @param sizingType type of the sizing; null when it could not be read
 * @param used ids of indicators and {@code const.<name>} of constants that a rule reads
 * @param namesComplete false when an error hides ids or names of constants
 * @param rulesRead whether all rules could be read, so that {@code used} is complete
 */
public record StrategyOutline(
        @Nullable Market market,
        SortedMap<String, Optional<IndicatorDefinition>> indicators,
        SortedSet<String> constants,
        @Nullable String sizingType,
        SortedSet<String> used,
        boolean namesComplete,
        boolean rulesRead) {

    /** Prefix of the name of a constant as an axis. */
    public static final String CONSTANT_PREFIX = "const.";

    public StrategyOutline {
        indicators = Collections.unmodifiableSortedMap(new TreeMap<>(indicators));
        constants = Collections.unmodifiableSortedSet(new TreeSet<>(constants));
        used = Collections.unmodifiableSortedSet(new TreeSet<>(used));
    }

    /** The outline of a strategy that is whole. */
    public static StrategyOutline of(StrategySpec spec) {
        SortedMap<String, Optional<IndicatorDefinition>> indicators = new TreeMap<>();
        spec.indicators()
                .forEach((id, use) -> indicators.put(id, IndicatorRegistry.byId(use.type())));
        SortedSet<String> used = new TreeSet<>();
        for (SideRules side : StrategyWriter.sides(spec)) {
            collect(side.entry(), used);
            Rule exit = side.exit();
            if (exit != null) {
                collect(exit, used);
            }
        }
        return new StrategyOutline(
                spec.instrument().market(),
                indicators,
                new TreeSet<>(spec.constants().keySet()),
                StrategyWriter.sizingType(spec.sizing()),
                used,
                true,
                true);
    }

    /**
     * Every field that can be an axis, by axis name: {@code <indicator>.<param>}, {@code
     * stops.<field>}, {@code sizing.<field>}, {@code execution.<field>}, {@code const.<name>}.
     */
    public SortedMap<String, StrategyField> axisFields() {
        SortedMap<String, StrategyField> fields = new TreeMap<>();
        indicators.forEach((id, type) -> type.ifPresent(t -> putIndicator(fields, id, t)));
        StrategyFields.STOPS.forEach((name, field) -> fields.put("stops." + name, field));
        for (Map.Entry<String, StrategyField> entry : StrategyFields.execution(market).entrySet()) {
            fields.put("execution." + entry.getKey(), entry.getValue());
        }
        String type = sizingType;
        if (type != null) {
            StrategyField.Numeric field = StrategyFields.SIZING.get(type);
            if (field != null) {
                fields.put("sizing." + field.label(), field);
            }
        }
        for (String name : constants) {
            fields.put(
                    CONSTANT_PREFIX + name,
                    new StrategyField.Numeric("constant " + name, StrategyFields.CONSTANT, false));
        }
        return fields;
    }

    /** Axis names that would change nothing: no rule reads what they set. */
    public Set<String> unusedAxes() {
        Set<String> unused = new TreeSet<>();
        if (rulesRead) {
            for (String axis : axisFields().keySet()) {
                String id = axis.substring(0, axis.indexOf('.'));
                boolean constant = axis.startsWith(CONSTANT_PREFIX);
                if ((constant && !used.contains(axis))
                        || (indicators.containsKey(id) && !used.contains(id))) {
                    unused.add(axis);
                }
            }
        }
        return unused;
    }

    private static void putIndicator(
            SortedMap<String, StrategyField> fields, String id, IndicatorDefinition type) {
        for (ParameterDefinition param : type.params()) {
            fields.put(id + "." + param.name(), StrategyFields.parameter(type, param));
        }
        if (type.hasSource()) {
            fields.put(id + ".source", StrategyFields.SOURCE);
        }
    }

    private static void collect(Rule rule, SortedSet<String> used) {
        switch (rule) {
            case Rule.All all -> all.parts().forEach(part -> collect(part, used));
            case Rule.Any any -> any.parts().forEach(part -> collect(part, used));
            case Rule.Not not -> collect(not.part(), used);
            case Rule.Compare compare -> {
                collect(compare.left(), used);
                collect(compare.right(), used);
            }
            case Rule.Cross cross -> {
                collect(cross.left(), used);
                collect(cross.right(), used);
            }
        }
    }

    static void collect(Operand operand, SortedSet<String> used) {
        switch (operand) {
            case Operand.IndicatorOutput output -> used.add(output.indicator());
            case Operand.NamedConstant constant -> used.add(CONSTANT_PREFIX + constant.name());
            case Operand.Price ignored -> {}
            case Operand.Literal ignored -> {}
        }
    }
}
