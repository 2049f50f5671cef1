package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.strategy.StrategyDocument;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Identifies what a search varies: its strategy with the values of the axes blanked. Searches of
 * one template, whatever their values, range, objective and pruning, are tries at the same thing,
 * and statistics about overfitting count their trials together.
 */
public final class TemplateHash {

    /** What stands in place of a value. */
    private static final String BLANK = "*";

    private TemplateHash() {}

    /** The hash of a search's template. */
    public static ContentHash of(OptimizationSpec spec) {
        ObjectNode strategy = StrategyDocument.write(spec.strategy());
        for (Axis axis : spec.space().axes()) {
            List<String> path = AxisTarget.of(axis.name()).path();
            ObjectNode owner = strategy;
            for (String field : path.subList(0, path.size() - 1)) {
                if (!(owner.get(field) instanceof ObjectNode inner)) {
                    throw new IllegalArgumentException("axis=" + axis.name() + " sets nothing");
                }
                owner = inner;
            }
            owner.put(path.getLast(), BLANK);
        }
        return Documents.hash(strategy);
    }
}
