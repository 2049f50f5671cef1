package io.candlegrid.batch.optimization;

import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.domain.document.ContentHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** A hash of a list of trades: rows with the same one traded the same. */
final class TradesHash {

    private TradesHash() {}

    /** Over side, times, prices and quantity of every closed trade and of the open position. */
    static String of(BacktestResult result) {
        MessageDigest digest = ContentHash.newDigest();
        ByteBuffer bytes = ByteBuffer.allocate(6 * Long.BYTES);
        for (Trade trade : result.trades()) {
            bytes.clear()
                    .putLong(trade.side().sign())
                    .putLong(trade.entryTsOpenMillis())
                    .putLong(trade.exitTsOpenMillis())
                    .putDouble(trade.entryPrice())
                    .putDouble(trade.exitPrice())
                    .putDouble(trade.quantity());
            digest.update(bytes.array());
        }
        var open = result.openPosition();
        if (open != null) {
            bytes.clear()
                    .putLong(open.side().sign())
                    .putLong(open.entryTsOpenMillis())
                    .putLong(0)
                    .putDouble(open.entryPrice())
                    .putDouble(0)
                    .putDouble(open.quantity());
            digest.update(bytes.array());
        }
        return ContentHash.of(digest.digest()).hex();
    }
}
