package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.IngestReport.Lag;
import java.util.Arrays;

/** The lags of the last candles. Thread-safe. */
final class LagWindow {

    private static final int SIZE = 4_096;

    private final long[] millis = new long[SIZE];
    private int count;
    private int next;

    synchronized void add(long lagMillis) {
        millis[next] = lagMillis;
        next = (next + 1) % SIZE;
        count = Math.min(count + 1, SIZE);
    }

    synchronized Lag lag() {
        if (count == 0) {
            return new Lag(null, null);
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return new Lag(quantile(sorted, 0.5), quantile(sorted, 0.99));
    }

    /** The smallest lag that at least this share of all doesn't exceed. */
    private static long quantile(long[] sorted, double share) {
        return sorted[(int) Math.ceil(share * sorted.length) - 1];
    }
}
