package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Turns indices of a parameter space into strategies and into parameters for people. */
public final class Combinations {

    private Combinations() {}

    /**
     * The template with the axis values of an index in it. IllegalArgumentException when an axis
     * does not fit the template, which reading the document rules out.
     */
    public static StrategySpec bind(OptimizationSpec spec, long index) {
        return bind(spec.strategy(), spec.space(), index);
    }

    /** The template with the axis values of an index in it. */
    public static StrategySpec bind(StrategySpec template, ParameterSpace space, long index) {
        StrategyBinder binder = new StrategyBinder(template);
        List<AxisValue> values = space.values(index);
        for (int i = 0; i < values.size(); i++) {
            Axis axis = space.axes().get(i);
            binder.set(AxisTarget.of(axis.name()), values.get(i));
        }
        return binder.strategy();
    }

    /** The axis values of an index by name of the axis. */
    public static SortedMap<String, AxisValue> parameters(ParameterSpace space, long index) {
        List<AxisValue> values = space.values(index);
        SortedMap<String, AxisValue> parameters = new TreeMap<>();
        for (int i = 0; i < values.size(); i++) {
            parameters.put(space.axes().get(i).name(), values.get(i));
        }
        return parameters;
    }

    /** {@code {"fast.window": 20, …}}, the parameters of an index as they are in results. */
    public static ObjectNode parametersJson(ParameterSpace space, long index) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        parameters(space, index).forEach((name, value) -> node.set(name, json(value)));
        return node;
    }

    /** An axis value as it is in documents. */
    public static JsonNode json(AxisValue value) {
        return switch (value) {
            case AxisValue.Numeric(double number) -> Documents.number(number);
            case AxisValue.Text(String text) -> JsonNodeFactory.instance.stringNode(text);
            case AxisValue.None ignored -> JsonNodeFactory.instance.nullNode();
        };
    }
}
