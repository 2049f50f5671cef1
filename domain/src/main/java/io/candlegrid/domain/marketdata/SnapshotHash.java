package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.ContentHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * The hash of candles: SHA-256 over the rows (ts_open, open, high, low, close, volume) in ascending
 * order of time, each as 48 big-endian bytes: the open time in milliseconds as a long, then the
 * bits of the five values as stored doubles. It depends on neither scales nor instrument. Not
 * thread-safe.
 */
public final class SnapshotHash {

    private static final int ROW_BYTES = 6 * Long.BYTES;

    private final MessageDigest digest = ContentHash.newDigest();
    private final ByteBuffer buffer = ByteBuffer.allocate(1024 * ROW_BYTES);

    /** The hash of a whole series. */
    public static ContentHash of(CandleSeries series) {
        SnapshotHash hash = new SnapshotHash();
        double price = series.priceScale();
        double volume = series.volumeScale();
        for (int i = 0; i < series.bars(); i++) {
            hash.add(
                    series.tsOpenMillis()[i],
                    series.open()[i] / price,
                    series.high()[i] / price,
                    series.low()[i] / price,
                    series.close()[i] / price,
                    series.volume()[i] / volume);
        }
        return hash.finish();
    }

    /** Adds the next row, as stored. */
    public SnapshotHash add(
            long tsOpenMillis, double open, double high, double low, double close, double volume) {
        if (!buffer.hasRemaining()) {
            flush();
        }
        buffer.putLong(tsOpenMillis)
                .putDouble(open)
                .putDouble(high)
                .putDouble(low)
                .putDouble(close)
                .putDouble(volume);
        return this;
    }

    /** The hash of the rows added; the object is spent afterwards. */
    public ContentHash finish() {
        flush();
        return ContentHash.of(digest.digest());
    }

    private void flush() {
        digest.update(buffer.array(), 0, buffer.position());
        buffer.clear();
    }
}
