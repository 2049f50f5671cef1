package io.candlegrid.domain.backtest;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Trades, positions and prices as they stand in documents. */
final class TradeDocument {

    private TradeDocument() {}

    static void write(ObjectNode node, Trade trade) {
        node.put("side", trade.side().label())
                .put("entry_ts_open", time(trade.entryTsOpenMillis()));
        number(node, "entry_price", trade.entryPrice());
        node.put("exit_ts_open", time(trade.exitTsOpenMillis()));
        number(node, "exit_price", trade.exitPrice());
        number(node, "quantity", trade.quantity());
        number(node, "pnl", trade.pnl());
        number(node, "return", trade.returnFraction());
        number(node, "fees", trade.fees());
        number(node, "mae", trade.mae());
        number(node, "mfe", trade.mfe());
        node.put(
                        "entry_reason",
                        (trade.reversal() ? ExitReason.REVERSAL : ExitReason.SIGNAL).label())
                .put("exit_reason", trade.exitReason().label());
    }

    static void write(ObjectNode node, OpenPosition open) {
        node.put("side", open.side().label()).put("entry_ts_open", time(open.entryTsOpenMillis()));
        number(node, "entry_price", open.entryPrice());
        number(node, "mark_price", open.markPrice());
        number(node, "quantity", open.quantity());
        number(node, "unrealized_pnl", open.unrealizedPnl());
        number(node, "fees", open.fees());
        number(node, "mae", open.mae());
        number(node, "mfe", open.mfe());
    }

    static void write(ObjectNode node, ExitLevels levels) {
        number(node, "stop_loss", levels.stopLoss());
        number(node, "take_profit", levels.takeProfit());
        number(node, "trailing", levels.trailing());
        number(node, "liquidation", levels.liquidation());
    }

    static void write(ObjectNode node, Lineage lineage) {
        node.put("spec_hash", lineage.specHash().hex())
                .put("data_snapshot", lineage.dataSnapshot().hex())
                .put("engine_version", lineage.engineVersion());
    }

    /** A number, null when it is not finite. */
    static void number(ObjectNode node, String name, double value) {
        MetricsDocument.put(node, name, value, false);
    }

    static void label(ObjectNode node, String name, @Nullable PositionSide side) {
        node.put(name, side == null ? null : side.label());
    }

    static String time(long millis) {
        return Instant.ofEpochMilli(millis).toString();
    }
}
