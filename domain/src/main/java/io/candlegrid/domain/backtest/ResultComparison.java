package io.candlegrid.domain.backtest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What two results have in common and what not.
 *
 * @param specDifferences by path in the document {@code backtest/v1}
 * @param sameTrades number of trades that entered and ended alike
 * @param differing trades entered alike that ended otherwise, in order of entry
 * @param onlyLeft trades whose entry the other result does not have, as onlyRight
 */
public record ResultComparison(
        List<SpecDifference> specDifferences,
        int sameTrades,
        List<TradePair> differing,
        List<Trade> onlyLeft,
        List<Trade> onlyRight,
        List<String> warnings) {

    /**
     * A value that differs.
     *
     * @param left null where the document has no such value, as right
     */
    public record SpecDifference(String path, @Nullable JsonNode left, @Nullable JsonNode right) {}

    /** One entry, two ends. */
    public record TradePair(Trade left, Trade right) {}

    /** Compares two results. */
    public static ResultComparison of(ComparedResult left, ComparedResult right) {
        Map<Entry, Trade> others = byEntry(right.result().trades());
        List<Trade> onlyLeft = new ArrayList<>();
        List<TradePair> differing = new ArrayList<>();
        int same = 0;
        for (Trade trade : left.result().trades()) {
            Trade other = others.remove(Entry.of(trade));
            if (other == null) {
                onlyLeft.add(trade);
            } else if (isSameEnd(trade, other)) {
                same++;
            } else {
                differing.add(new TradePair(trade, other));
            }
        }
        List<Trade> onlyRight =
                right.result().trades().stream()
                        .filter(trade -> others.containsKey(Entry.of(trade)))
                        .toList();
        return new ResultComparison(
                specDifferences(left.spec(), right.spec()),
                same,
                differing,
                onlyLeft,
                onlyRight,
                warnings(left, right));
    }

    /**
     * What makes two trades the same decision: prices differ by costs and sizes by what was won.
     */
    private record Entry(PositionSide side, long timeMillis) {
        static Entry of(Trade trade) {
            return new Entry(trade.side(), trade.entryTsOpenMillis());
        }
    }

    private static Map<Entry, Trade> byEntry(List<Trade> trades) {
        return trades.stream()
                .collect(Collectors.toMap(Entry::of, Function.identity(), (first, _) -> first));
    }

    private static boolean isSameEnd(Trade left, Trade right) {
        return left.exitTsOpenMillis() == right.exitTsOpenMillis()
                && left.exitReason() == right.exitReason();
    }

    private static List<SpecDifference> specDifferences(BacktestSpec left, BacktestSpec right) {
        TreeMap<String, JsonNode> ofLeft = new TreeMap<>();
        TreeMap<String, JsonNode> ofRight = new TreeMap<>();
        flatten("", BacktestDocument.write(left), ofLeft);
        flatten("", BacktestDocument.write(right), ofRight);
        TreeSet<String> paths = new TreeSet<>(ofLeft.keySet());
        paths.addAll(ofRight.keySet());
        List<SpecDifference> differences = new ArrayList<>();
        for (String path : paths) {
            JsonNode before = ofLeft.get(path);
            JsonNode after = ofRight.get(path);
            if (before == null || !before.equals(after)) {
                differences.add(new SpecDifference(path, before, after));
            }
        }
        return differences;
    }

    /** Every value by its path; a rule counts as one value. */
    private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
        if (node.isObject() && !path.endsWith(".entry") && !path.endsWith(".exit")) {
            node.properties()
                    .forEach(field ->
                            flatten(
                                    path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                                    field.getValue(),
                                    values));
        } else {
            values.put(path, node);
        }
    }

    private static List<String> warnings(ComparedResult left, ComparedResult right) {
        List<String> warnings = new ArrayList<>();
        boolean sameMarket =
                left.spec().strategy().instrument().equals(right.spec().strategy().instrument());
        if (!sameMarket) {
            warnings.add(
                    "The results are of different instruments: money and prices don't compare.");
        } else if (!left.lineage().dataSnapshot().equals(right.lineage().dataSnapshot())) {
            warnings.add(
                    left.spec().range().equals(right.spec().range())
                            ? "The candles differ: they were repaired or added between the two runs, or a warm-up differs. Differences may come from the data."
                            : "The results are of different times, and so of different candles.");
        }
        if (!left.lineage().engineVersion().equals(right.lineage().engineVersion())) {
            warnings.add(
                    "The engine versions differ (%s and %s): the same strategy can give other numbers."
                            .formatted(
                                    left.lineage().engineVersion(),
                                    right.lineage().engineVersion()));
        }
        if (left.lineage().specHash().equals(right.lineage().specHash())
                && left.lineage().dataSnapshot().equals(right.lineage().dataSnapshot())) {
            warnings.add("Both sides are the same result.");
        }
        return warnings;
    }
}
