package io.candlegrid.domain.backtest;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Metrics as they stand in documents: by label, null where undefined. */
public final class MetricsDocument {

    private MetricsDocument() {}

    /** All metrics, in the order of {@link Metric}. */
    public static ObjectNode of(Metrics metrics) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        for (Metric metric : Metric.values()) {
            put(node, metric.label(), metrics.get(metric), metric.isCount());
        }
        return node;
    }

    static void put(ObjectNode node, String name, double value, boolean isCount) {
        if (!Double.isFinite(value)) {
            node.putNull(name);
        } else if (isCount) {
            node.put(name, (long) value);
        } else {
            node.put(name, value + 0.0);
        }
    }
}
