package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.domain.strategy.StrategyField;
import io.candlegrid.domain.strategy.StrategyOutline;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads {@code space} and {@code constraints} of an optimization. */
final class SpaceReader {

    static final int MAX_AXES = 32;
    static final int MAX_CONSTRAINTS = 32;

    private final ObjectFields document;
    private final StrategyDocument.Reading strategy;
    private final SortedMap<String, StrategyField> fields;
    private final ErrorCollector errors;

    SpaceReader(ObjectFields document, StrategyDocument.Reading strategy, ErrorCollector errors) {
        this.document = document;
        this.strategy = strategy;
        this.fields = strategy.outline().axisFields();
        this.errors = errors;
    }

    /** The space, null after reporting what is wrong. */
    @Nullable ParameterSpace read() {
        int before = errors.count();
        List<Axis> axes = List.of();
        Set<String> written = new TreeSet<>();
        JsonNode node =
                document.required(
                        "space",
                        "the axes, e.g. {\"fast.window\": {\"from\": 5, \"to\": 100,"
                                + " \"step\": 1}}");
        ObjectFields space =
                node == null
                        ? null
                        : ObjectFields.of(node, document.path("space"), "\"space\"", errors)
                                .orElse(null);
        if (node != null && space != null) {
            written.addAll(space.names());
            axes =
                    axes(
                            space,
                            node,
                            new SpaceNames(written, fields, strategy.outline(), strategy.spec()));
        }
        List<Constraint> constraints =
                constraints(new SpaceNames(written, fields, strategy.outline(), strategy.spec()));
        // An axis on a part of the strategy that has errors is left out without one of its own.
        if (errors.count() > before || axes.size() < written.size()) {
            return null;
        }
        ParameterSpace result = new ParameterSpace(axes, constraints);
        checkSatisfiable(result);
        return errors.count() > before ? null : result;
    }

    private List<Axis> axes(ObjectFields space, JsonNode node, SpaceNames names) {
        String path = document.path("space");
        if (space.names().isEmpty() || space.names().size() > MAX_AXES) {
            errors.add(
                    path,
                    null,
                    space.names().isEmpty() ? ErrorCode.EMPTY : ErrorCode.TOO_COMPLEX,
                    "a space has 1 to " + MAX_AXES + " axes, this one has " + space.names().size());
            return List.of();
        }
        Set<String> unused = strategy.outline().unusedAxes();
        AxisReader reader = new AxisReader(errors);
        List<Axis> axes = new ArrayList<>();
        BigInteger size = BigInteger.ONE;
        for (String name : space.names()) {
            String axisPath = space.path(name);
            JsonNode values = node.get(name);
            StrategyField field = fields.get(name);
            if (field == null) {
                unknown(name, values, axisPath, names);
                continue;
            }
            if (unused.contains(name)) {
                unused(name, axisPath);
            }
            AxisReader.Counted axis = reader.read(name, field, values, axisPath);
            if (axis != null) {
                axes.add(axis.axis());
                size = size.multiply(axis.count());
            }
        }
        checkSize(size, path);
        return axes;
    }

    private void unknown(String name, JsonNode values, String path, SpaceNames names) {
        if (!names.isUncertain(name)) {
            errors.add(
                    path,
                    values,
                    ErrorCode.UNKNOWN_REFERENCE,
                    "no field of the strategy can be an axis \""
                            + Documents.cut(name)
                            + "\""
                            + DidYouMean.advice(name, fields.keySet()));
        }
    }

    private void unused(String name, String path) {
        boolean constant = name.startsWith(StrategyOutline.CONSTANT_PREFIX);
        String id = name.substring(0, name.indexOf('.'));
        errors.add(
                path,
                null,
                ErrorCode.UNUSED,
                "the axis "
                        + name
                        + " changes nothing: no rule uses "
                        + (constant
                                ? "{\"const\": \"" + name.substring(id.length() + 1) + "\"}"
                                : "the indicator " + id));
    }

    private void checkSize(BigInteger size, String path) {
        if (size.compareTo(BigInteger.valueOf(ParameterSpace.MAX_SIZE)) > 0) {
            errors.add(
                    path,
                    JsonNodeFactory.instance.numberNode(size),
                    ErrorCode.TOO_MANY_COMBINATIONS,
                    String.format(
                            Locale.ROOT,
                            "the space has %,d combinations, at most %,d are searched; use larger"
                                    + " steps or fewer axes",
                            size,
                            ParameterSpace.MAX_SIZE));
        }
    }

    private List<Constraint> constraints(SpaceNames names) {
        JsonNode node = document.optional("constraints");
        if (node == null) {
            return List.of();
        }
        String path = document.path("constraints");
        if (!node.isArray() || node.size() > MAX_CONSTRAINTS) {
            errors.add(
                    path,
                    node,
                    node.isArray() ? ErrorCode.TOO_COMPLEX : ErrorCode.WRONG_TYPE,
                    "constraints is a list of at most "
                            + MAX_CONSTRAINTS
                            + " texts like \"fast.window < slow.window\", got "
                            + (node.isArray() ? node.size() + " of them" : Documents.show(node)));
            return List.of();
        }
        ConstraintReader reader = new ConstraintReader(names, errors);
        List<Constraint> constraints = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Constraint constraint = reader.read(node.get(i), path + "[" + i + "]");
            if (constraint != null) {
                constraints.add(constraint);
            }
        }
        return constraints;
    }

    private void checkSatisfiable(ParameterSpace space) {
        String path = document.path("constraints");
        JsonNode node = document.optional("constraints");
        List<Axis> axes = space.axes();
        List<ConstraintFilter.Comparison> all;
        try {
            all = ConstraintFilter.of(space).comparisons();
        } catch (ArithmeticException e) {
            errors.add(
                    path,
                    node,
                    ErrorCode.OUT_OF_RANGE,
                    "a constraint can't be compared exactly: its numbers and axis values together"
                            + " need more than 18 digits");
            return;
        }
        int before = errors.count();
        for (int i = 0; i < all.size() && node != null; i++) {
            if (ConstraintProof.nothingSatisfies(List.of(all.get(i)), axes)) {
                errors.add(
                        path + "[" + i + "]",
                        node.get(i),
                        ErrorCode.EXCLUDES_EVERYTHING,
                        "no combination of the space satisfies "
                                + Documents.show(node.get(i))
                                + bounds(space.constraints().get(i), axes));
            }
        }
        if (errors.count() == before && ConstraintProof.nothingSatisfies(all, axes)) {
            errors.add(
                    path,
                    node,
                    ErrorCode.EXCLUDES_EVERYTHING,
                    "no combination of the space satisfies all constraints together");
        }
    }

    /** The ranges of a constraint's axes, so that one sees why. */
    private static String bounds(Constraint constraint, List<Axis> axes) {
        StringBuilder text = new StringBuilder();
        for (Axis axis : axes) {
            boolean named =
                    axis.name().equals(constraint.left().axis())
                            || axis.name().equals(constraint.right().axis());
            if (named && axis instanceof Axis.Range range) {
                text.append(text.isEmpty() ? ": " : ", ")
                        .append(axis.name())
                        .append(" goes from ")
                        .append(Documents.show(Documents.number(range.from().doubleValue())))
                        .append(" to ")
                        .append(Documents.show(Documents.number(range.to().doubleValue())));
            }
        }
        return text.toString();
    }
}
