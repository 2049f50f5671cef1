package io.candlegrid.platform.jobs;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.Paging;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Which rows of a top are asked for and in which order.
 *
 * @param sort {@code rank}, {@code index}, a metric or an axis
 * @param descending whether the largest come first; rows without a value always come last
 */
record TopQuery(String sort, boolean descending, int limit, int offset, boolean collapse) {

    static final int MAX_LIMIT = 500;

    static TopQuery check(
            @Nullable String sort,
            @Nullable String order,
            int limit,
            int offset,
            boolean collapse,
            List<String> axes) {
        Paging.check(limit, MAX_LIMIT, offset);
        String by = sort == null ? "rank" : sort;
        boolean known =
                by.equals("rank")
                        || by.equals("index")
                        || axes.contains(by)
                        || Metric.byLabel(by).isPresent();
        if (!known) {
            throw ApiProblem.invalid(
                    "sort",
                    by,
                    "unknown_value",
                    "sort must be rank, index, one of the axes " + axes + " or a metric");
        }
        if (order != null && !order.equals("asc") && !order.equals("desc")) {
            throw ApiProblem.invalid(
                    "order", order, "unknown_value", "order must be asc or desc, got " + order);
        }
        return new TopQuery(by, isDescending(by, order), limit, offset, collapse);
    }

    /** Without an order the best come first. */
    private static boolean isDescending(String sort, @Nullable String order) {
        return order == null
                ? Metric.byLabel(sort).map(Metric::higherIsBetter).orElse(false)
                : order.equals("desc");
    }

    /** The rows asked for. */
    List<TopRow> apply(List<TopRow> rows) {
        List<TopRow> chosen = new ArrayList<>(rows);
        if (collapse) {
            chosen.removeIf(row -> row.sameTradesAs() != null);
        }
        chosen.sort(order());
        int from = Math.min(offset, chosen.size());
        return List.copyOf(chosen.subList(from, Math.min(chosen.size(), from + limit)));
    }

    private Comparator<TopRow> order() {
        Comparator<JsonNode> values = Comparator.comparing(TopQuery::key);
        Comparator<TopRow> byValue =
                Comparator.comparing(
                        row -> row.value(sort),
                        Comparator.nullsLast(descending ? values.reversed() : values));
        return byValue.thenComparingInt(TopRow::rank);
    }

    /** Numbers by value, then texts; a key that sorts both. */
    private static Key key(JsonNode value) {
        return value.isNumber()
                ? new Key(value.asDouble(), "")
                : new Key(Double.POSITIVE_INFINITY, value.asString());
    }

    private record Key(double number, String text) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byNumber = Double.compare(number, other.number);
            return byNumber != 0 ? byNumber : text.compareTo(other.text);
        }
    }
}
