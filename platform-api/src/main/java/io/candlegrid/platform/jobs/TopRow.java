package io.candlegrid.platform.jobs;

import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.backtest.MetricsDocument;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.SearchStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A row of the top as it is answered.
 *
 * @param sameTradesAs rank of the best row with exactly the same trades; null when it is this one
 */
record TopRow(
        int rank,
        long index,
        ObjectNode parameters,
        ObjectNode metrics,
        @Nullable Integer sameTradesAs) {

    /** The rows of a final top, in order of rank. */
    static List<TopRow> of(ParameterSpace space, List<SearchStore.FinalRow> top) {
        Map<String, Integer> bestByTrades = new HashMap<>();
        List<TopRow> rows = new ArrayList<>(top.size());
        for (SearchStore.FinalRow row : top) {
            double[] metrics = row.metrics();
            String trades = row.tradesHash();
            if (metrics == null || trades == null) {
                throw new IllegalStateException("rank=" + row.rank() + " was not verified");
            }
            rows.add(
                    new TopRow(
                            row.rank(),
                            row.index(),
                            Combinations.parametersJson(space, row.index()),
                            MetricsDocument.of(Metrics.of(metrics)),
                            bestByTrades.putIfAbsent(trades, row.rank())));
        }
        return rows;
    }

    /** The value of a column; null when it is undefined. */
    @Nullable JsonNode value(String column) {
        JsonNode value =
                switch (column) {
                    case "rank" -> IntNode.valueOf(rank);
                    case "index" -> LongNode.valueOf(index);
                    default ->
                            parameters.has(column) ? parameters.get(column) : metrics.get(column);
                };
        return value == null || value.isNull() ? null : value;
    }
}
