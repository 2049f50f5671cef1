package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.indicator.IndicatorUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One indicator outside of a strategy, written as in one: {@code {"type": "sma", "window": 20}}.
 */
public final class IndicatorDocument {

    private static final String ID = "indicator";

    private IndicatorDocument() {}

    /** Reads an indicator with its defaults filled in; null after reporting that it has none. */
    public static @Nullable IndicatorUse read(JsonNode node, String path, ErrorCollector errors) {
        IndicatorsReader reader = new IndicatorsReader(errors);
        reader.indicator(ID, node, path);
        return reader.uses().get(ID);
    }
}
