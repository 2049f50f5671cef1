package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the indicators of a strategy against the registry. */
final class IndicatorsReader {

    static final int MAX_INDICATORS = 32;

    private static final Set<String> RESERVED = Set.of("stops", "sizing", "execution", "const");

    private final ErrorCollector errors;
    private final SortedMap<String, IndicatorUse> uses = new TreeMap<>();
    private final SortedMap<String, Optional<IndicatorDefinition>> types = new TreeMap<>();

    private boolean complete = true;

    IndicatorsReader(ErrorCollector errors) {
        this.errors = errors;
    }

    /** Whether every id that is written is in {@link #types}. */
    boolean isComplete() {
        return complete;
    }

    /** What could be read without error, by id. */
    SortedMap<String, IndicatorUse> uses() {
        return uses;
    }

    /** Every id that is written, with its definition where the type is known. */
    SortedMap<String, Optional<IndicatorDefinition>> types() {
        return types;
    }

    void read(JsonNode node, String path) {
        ObjectFields indicators =
                ObjectFields.of(node, path, "\"indicators\"", errors).orElse(null);
        if (indicators == null) {
            complete = false;
            return;
        }
        if (indicators.names().size() > MAX_INDICATORS) {
            errors.add(
                    path,
                    null,
                    ErrorCode.TOO_COMPLEX,
                    "a strategy may have at most "
                            + MAX_INDICATORS
                            + " indicators, this one has "
                            + indicators.names().size());
            complete = false;
            return;
        }
        for (String id : new ArrayList<>(indicators.names())) {
            String inner = indicators.path(id);
            checkId(id, inner);
            types.put(id, Optional.empty());
            indicator(id, node.get(id), inner);
        }
    }

    private void checkId(String id, String path) {
        if (!StrategyReader.ID.matcher(id).matches()) {
            errors.add(
                    path,
                    null,
                    ErrorCode.BAD_FORMAT,
                    "the id of an indicator has 1 to 32 lower-case letters, digits and _, beginning"
                            + " with a letter; got \""
                            + Documents.cut(id)
                            + "\"");
        } else if (RESERVED.contains(id) || PriceSource.byLabel(id).isPresent()) {
            errors.add(
                    path,
                    null,
                    ErrorCode.NOT_ALLOWED,
                    "\"" + id + "\" means something else in rules and axes; choose another id");
        }
    }

    void indicator(String id, JsonNode node, String path) {
        ObjectFields fields = ObjectFields.of(node, path, "an indicator", errors).orElse(null);
        if (fields == null) {
            return;
        }
        List<String> known = IndicatorRegistry.all().stream().map(IndicatorDefinition::id).toList();
        if (fields.required("type", "the kind of indicator, one of " + String.join(", ", known))
                == null) {
            return;
        }
        String label = fields.choice("type", known);
        if (label == null) {
            return;
        }
        IndicatorDefinition type = IndicatorRegistry.byId(label).orElseThrow();
        types.put(id, Optional.of(type));
        allowFieldsOf(type, fields);
        SortedMap<String, Double> params = new TreeMap<>();
        for (ParameterDefinition param : type.params()) {
            StrategyField.Numeric field = StrategyFields.parameter(type, param);
            Double value = fields.number(param.name(), field.range(), field.label());
            params.put(param.name(), value == null ? param.defaultValue() : value);
        }
        uses.put(id, new IndicatorUse(label, params, source(type, fields)));
    }

    private static void allowFieldsOf(IndicatorDefinition type, ObjectFields fields) {
        List<String> allowed = new ArrayList<>();
        allowed.add("type");
        type.params().forEach(param -> allowed.add(param.name()));
        if (type.hasSource()) {
            allowed.add("source");
        }
        fields.allow(allowed);
    }

    private static @Nullable PriceSource source(IndicatorDefinition type, ObjectFields fields) {
        if (!type.hasSource()) {
            return null;
        }
        String label = fields.choice("source", StrategyFields.SOURCE.names());
        return label == null ? PriceSource.CLOSE : PriceSource.byLabel(label).orElseThrow();
    }
}
