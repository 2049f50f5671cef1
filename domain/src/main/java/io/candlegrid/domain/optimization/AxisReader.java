package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.strategy.StrategyField;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the values of one axis against the field that it sets. */
final class AxisReader {

    private final ErrorCollector errors;

    AxisReader(ErrorCollector errors) {
        this.errors = errors;
    }

    /** An axis and its number of values, which may be more than a long holds. */
    record Counted(Axis axis, BigInteger count) {}

    /** The axis, null after reporting what is wrong. */
    @Nullable Counted read(String name, StrategyField field, JsonNode node, String path) {
        if (node.isArray()) {
            return listed(name, field, node, path);
        }
        if (node.isObject() && field instanceof StrategyField.Numeric numeric) {
            return range(name, numeric, node, path);
        }
        errors.add(
                path,
                node,
                ErrorCode.WRONG_TYPE,
                switch (field) {
                            case StrategyField.Numeric ignored ->
                                    "an axis is a range {\"from\": 5, \"to\": 100, \"step\": 1} or"
                                            + " a list [5, 10, 20]";
                            case StrategyField.Choice choice ->
                                    "the axis "
                                            + name
                                            + " is a list of some of "
                                            + DidYouMean.list(choice.names());
                        }
                        + ", got "
                        + Documents.show(node));
        return null;
    }

    private @Nullable Counted listed(String name, StrategyField field, JsonNode node, String path) {
        if (node.isEmpty()) {
            errors.add(path, node, ErrorCode.EMPTY, "the axis " + name + " has no value");
            return null;
        }
        int before = errors.count();
        Map<AxisValue, Integer> firstSeen = new HashMap<>();
        List<AxisValue> values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            JsonNode written = node.get(i);
            AxisValue value = value(field, written, path + "[" + i + "]");
            if (value == null) {
                continue;
            }
            Integer first = firstSeen.putIfAbsent(value, i);
            if (first != null) {
                errors.add(
                        path + "[" + i + "]",
                        written,
                        ErrorCode.DUPLICATE_VALUE,
                        Documents.show(written) + " is in the list already, at [" + first + "]");
            }
            values.add(value);
        }
        return errors.count() > before
                ? null
                : new Counted(new Axis.Listed(name, values), BigInteger.valueOf(values.size()));
    }

    private @Nullable AxisValue value(StrategyField field, JsonNode node, String path) {
        if (node.isNull()) {
            if (field.nullable()) {
                return new AxisValue.None();
            }
            errors.add(
                    path,
                    node,
                    ErrorCode.NOT_ALLOWED,
                    field.label() + " can't be switched off with null");
            return null;
        }
        return switch (field) {
            case StrategyField.Numeric numeric -> {
                Double value = numeric.range().read(node, path, field.label(), errors);
                yield value == null ? null : new AxisValue.Numeric(value);
            }
            case StrategyField.Choice choice -> {
                String text =
                        ObjectFields.choice(node, path, choice.label(), choice.names(), errors);
                yield text == null ? null : new AxisValue.Text(text);
            }
        };
    }

    private @Nullable Counted range(
            String name, StrategyField.Numeric field, JsonNode node, String path) {
        ObjectFields fields =
                ObjectFields.of(node, path, "a range", errors)
                        .orElseThrow()
                        .allow("from", "to", "step");
        NumberRange values = field.range();
        NumberRange steps = new NumberRange(0, true, 1e15, false, values.whole());
        BigDecimal from = decimal(fields, "from", values, field.label());
        BigDecimal to = decimal(fields, "to", values, field.label());
        BigDecimal step = decimal(fields, "step", steps, "the step of " + field.label());
        if (from == null || to == null || step == null) {
            return null;
        }
        if (from.compareTo(to) > 0) {
            errors.add(
                    fields.path("to"),
                    node.get("to"),
                    ErrorCode.OUT_OF_RANGE,
                    "to must not be less than from ("
                            + Documents.show(node.get("from"))
                            + "), got "
                            + Documents.show(node.get("to")));
            return null;
        }
        double largest = Math.max(Math.abs(from.doubleValue()), Math.abs(to.doubleValue()));
        if (step.doubleValue() < Math.ulp(largest)) {
            errors.add(
                    fields.path("step"),
                    node.get("step"),
                    ErrorCode.OUT_OF_RANGE,
                    "the step "
                            + Documents.show(node.get("step"))
                            + " is too small to tell values near "
                            + Documents.show(Documents.number(largest))
                            + " apart");
            return null;
        }
        BigInteger count =
                to.subtract(from).divideToIntegralValue(step).toBigInteger().add(BigInteger.ONE);
        return new Counted(new Axis.Range(name, from, to, step), count);
    }

    private @Nullable BigDecimal decimal(
            ObjectFields fields, String name, NumberRange range, String label) {
        JsonNode node = fields.required(name, "a range has \"from\", \"to\" and \"step\"");
        if (node == null || range.read(node, fields.path(name), label, errors) == null) {
            return null;
        }
        BigDecimal value = NumberRange.decimal(node);
        return value == null || value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }
}
