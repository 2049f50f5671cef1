package io.candlegrid.domain.backtest;

import io.candlegrid.domain.backtest.TradeDistribution.Bin;
import io.candlegrid.domain.backtest.TradeDistribution.Group;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the part {@code distribution} of a report. */
final class DistributionDocument {

    private DistributionDocument() {}

    static ObjectNode of(TradeDistribution distribution) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        bins(node.putArray("returns"), distribution.returns());
        groups(node.putArray("by_side"), distribution.bySide());
        groups(node.putArray("by_exit_reason"), distribution.byExitReason());
        groups(node.putArray("by_hour"), distribution.byHour());
        groups(node.putArray("by_weekday"), distribution.byWeekday());
        bins(node.putArray("holding"), distribution.holding());
        ObjectNode quantiles = node.putObject("holding_seconds");
        TradeDistribution.Quantiles held = distribution.holdingSeconds();
        TradeDocument.number(quantiles, "min", held.min());
        TradeDocument.number(quantiles, "lower_quartile", held.lowerQuartile());
        TradeDocument.number(quantiles, "median", held.median());
        TradeDocument.number(quantiles, "upper_quartile", held.upperQuartile());
        TradeDocument.number(quantiles, "max", held.max());
        ObjectNode streaks =
                node.putObject("streaks")
                        .put("longest_win", distribution.streaks().longestWin())
                        .put("longest_loss", distribution.streaks().longestLoss());
        ArrayNode lengths = streaks.putArray("lengths");
        for (TradeDistribution.Length length : distribution.streaks().lengths()) {
            lengths.addObject()
                    .put("length", length.length())
                    .put("wins", length.wins())
                    .put("losses", length.losses());
        }
        return node;
    }

    private static void bins(ArrayNode array, List<Bin> bins) {
        for (Bin bin : bins) {
            ObjectNode node = array.addObject();
            TradeDocument.number(node, "from", bin.from());
            TradeDocument.number(node, "to", bin.to());
            node.put("count", bin.count());
        }
    }

    private static void groups(ArrayNode array, List<Group> groups) {
        for (Group group : groups) {
            ObjectNode node =
                    array.addObject()
                            .put("key", group.key())
                            .put("trades", group.trades())
                            .put("wins", group.wins());
            TradeDocument.number(node, "pnl", group.pnl());
            TradeDocument.number(node, "mean_return", group.meanReturn());
        }
    }
}
