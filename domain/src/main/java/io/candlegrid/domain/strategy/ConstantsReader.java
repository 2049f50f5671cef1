package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import java.util.ArrayList;
import java.util.SortedMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads the named numbers of a strategy. */
final class ConstantsReader {

    static final int MAX_CONSTANTS = 64;

    private final ObjectFields strategy;
    private final ErrorCollector errors;
    private final SortedMap<String, Double> values = new TreeMap<>();
    private boolean complete = true;

    ConstantsReader(ObjectFields strategy, ErrorCollector errors) {
        this.strategy = strategy;
        this.errors = errors;
    }

    /** The constants by name. */
    SortedMap<String, Double> values() {
        return values;
    }

    /** Whether every name that is written is in {@link #values}. */
    boolean isComplete() {
        return complete;
    }

    void read() {
        JsonNode node = strategy.optional("constants");
        if (node == null) {
            return;
        }
        String path = strategy.path("constants");
        ObjectFields written = ObjectFields.of(node, path, "\"constants\"", errors).orElse(null);
        if (written == null) {
            complete = false;
            return;
        }
        if (written.names().size() > MAX_CONSTANTS) {
            errors.add(
                    path,
                    null,
                    ErrorCode.TOO_COMPLEX,
                    "there may be at most " + MAX_CONSTANTS + " constants");
            complete = false;
            return;
        }
        for (String name : new ArrayList<>(written.names())) {
            readConstant(written, node.get(name), name);
        }
    }

    private void readConstant(ObjectFields written, JsonNode node, String name) {
        if (!StrategyReader.ID.matcher(name).matches()) {
            errors.add(
                    written.path(name),
                    node,
                    ErrorCode.BAD_FORMAT,
                    "the name of a constant has 1 to 32 lower-case letters, digits and _, beginning"
                            + " with a letter; got \""
                            + Documents.cut(name)
                            + "\"");
            return;
        }
        Double value =
                StrategyFields.CONSTANT.read(node, written.path(name), "constant " + name, errors);
        // A constant without a right value is known all the same, so that its uses are no errors.
        values.put(name, value == null ? 0.0 : value);
    }
}
