package io.candlegrid.domain.optimization;

import io.candlegrid.domain.strategy.StrategyDocument;
import io.candlegrid.domain.strategy.StrategyField;
import io.candlegrid.domain.strategy.StrategyOutline;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The names that axes and constraints may use.
 *
 * @param written names of the axes as written, right or wrong
 * @param fields what can be an axis of the strategy, by name
 * @param outline of the strategy
 * @param strategy null when it has errors
 */
record SpaceNames(
        Set<String> written,
        SortedMap<String, StrategyField> fields,
        StrategyOutline outline,
        @Nullable StrategySpec strategy) {

    /** Whether the axis of a name takes names instead of numbers. */
    boolean isText(String name) {
        return fields.get(name) instanceof StrategyField.Choice;
    }

    /** What the strategy has in a field that is not an axis; empty when there is no such field. */
    Optional<JsonNode> fixedValue(String name) {
        StrategySpec spec = strategy;
        if (spec == null || !fields.containsKey(name)) {
            return Optional.empty();
        }
        JsonNode node = StrategyDocument.write(spec);
        for (String field : AxisTarget.of(name).path()) {
            node = node.path(field);
        }
        return Optional.of(node);
    }

    /** Whether the strategy's own errors leave open what a name refers to. */
    boolean isUncertain(String name) {
        if (strategy != null) {
            return false;
        }
        int dot = name.indexOf('.');
        String owner = dot < 0 ? name : name.substring(0, dot);
        Optional<?> type = outline.indicators().get(owner);
        return !outline.namesComplete()
                || fields.containsKey(name)
                || (type != null && type.isEmpty())
                || (owner.equals("sizing") && outline.sizingType() == null);
    }
}
