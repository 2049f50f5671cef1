package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Resolves the operands of rules and remembers which names were used. */
final class OperandReader {

    private final SortedMap<String, Optional<IndicatorDefinition>> indicators;
    private final Collection<String> constants;
    private final boolean namesComplete;
    private final ErrorCollector errors;
    private final SortedSet<String> used = new TreeSet<>();

    /**
     * A reader against some names.
     *
     * @param namesComplete false when an error elsewhere hides some, so that a name that is not
     *     found is no error of its own
     */
    OperandReader(
            SortedMap<String, Optional<IndicatorDefinition>> indicators,
            Collection<String> constants,
            boolean namesComplete,
            ErrorCollector errors) {
        this.indicators = indicators;
        this.constants = constants;
        this.namesComplete = namesComplete;
        this.errors = errors;
    }

    /** Ids of indicators and {@code const.<name>} seen so far. */
    SortedSet<String> used() {
        return used;
    }

    /** The operand, null after reporting what is wrong. */
    @Nullable Operand read(JsonNode node, String path) {
        if (node.isString()) {
            return reference(node, path);
        }
        if (node.isNumber()) {
            Double value = StrategyFields.CONSTANT.read(node, path, "a number in a rule", errors);
            return value == null ? null : new Operand.Literal(value);
        }
        if (node.isObject()) {
            return constant(node, path);
        }
        errors.add(
                path,
                node,
                ErrorCode.WRONG_TYPE,
                "an operand is an indicator (\"fast\", \"bb.upper\"), a price field (\"close\"), a"
                        + " number or {\"const\": \"name\"}, got "
                        + Documents.show(node));
        return null;
    }

    private @Nullable Operand reference(JsonNode node, String path) {
        String text = node.stringValue();
        Optional<PriceSource> price = PriceSource.byLabel(text);
        if (price.isPresent()) {
            return new Operand.Price(price.get());
        }
        int dot = text.indexOf('.');
        String id = dot < 0 ? text : text.substring(0, dot);
        Optional<IndicatorDefinition> known = indicators.get(id);
        if (known == null) {
            if (!namesComplete) {
                return null;
            }
            errors.add(
                    path,
                    node,
                    ErrorCode.UNKNOWN_REFERENCE,
                    "unknown operand " + Documents.show(node) + DidYouMean.advice(text, names()));
            return null;
        }
        used.add(id);
        if (known.isEmpty()) {
            return null; // the type of the indicator was reported already
        }
        return output(node, path, id, dot < 0 ? null : text.substring(dot + 1), known.get());
    }

    private @Nullable Operand output(
            JsonNode node,
            String path,
            String id,
            @Nullable String output,
            IndicatorDefinition type) {
        List<String> outputs = type.outputs();
        if (output == null && outputs.size() == 1) {
            return new Operand.IndicatorOutput(id, outputs.getFirst());
        }
        List<String> choices = outputs.stream().map(name -> id + "." + name).toList();
        if (output == null) {
            errors.add(
                    path,
                    node,
                    ErrorCode.UNKNOWN_REFERENCE,
                    type.id()
                            + " has several outputs; write one of "
                            + DidYouMean.list(choices)
                            + " instead of "
                            + Documents.show(node));
            return null;
        }
        if (!outputs.contains(output)) {
            errors.add(
                    path,
                    node,
                    ErrorCode.UNKNOWN_REFERENCE,
                    type.id()
                            + " has no output \""
                            + Documents.cut(output)
                            + "\""
                            + (outputs.size() == 1
                                    ? "; write \"" + id + "\""
                                    : DidYouMean.advice(id + "." + output, choices)));
            return null;
        }
        return new Operand.IndicatorOutput(id, output);
    }

    private @Nullable Operand constant(JsonNode node, String path) {
        ObjectFields fields =
                ObjectFields.of(node, path, "a constant", errors).orElseThrow().allow("const");
        if (fields.required("const", "the name of a constant, {\"const\": \"name\"}") == null) {
            return null;
        }
        String name = fields.text("const");
        if (name == null) {
            return null;
        }
        if (!constants.contains(name)) {
            if (!namesComplete) {
                return null;
            }
            errors.add(
                    fields.path("const"),
                    node.get("const"),
                    ErrorCode.UNKNOWN_REFERENCE,
                    "\"constants\" has no \""
                            + Documents.cut(name)
                            + "\""
                            + DidYouMean.advice(name, constants));
            return null;
        }
        used.add(StrategyOutline.CONSTANT_PREFIX + name);
        return new Operand.NamedConstant(name);
    }

    private List<String> names() {
        List<String> names = new ArrayList<>();
        indicators.forEach((id, type) -> {
            List<String> outputs = type.map(IndicatorDefinition::outputs).orElse(List.of());
            if (outputs.size() > 1) {
                outputs.forEach(output -> names.add(id + "." + output));
            } else {
                names.add(id);
            }
        });
        Arrays.stream(PriceSource.values()).map(PriceSource::label).forEach(names::add);
        return names;
    }
}
