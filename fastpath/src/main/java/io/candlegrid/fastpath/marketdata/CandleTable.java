package io.candlegrid.fastpath.marketdata;

import io.candlegrid.domain.marketdata.PriceSource;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * The prices of each bar side by side, so that a look at one bar costs one line of the cache.
 *
 * <pre>
 *   bar i   | open | high | low | close |     4 doubles
 * </pre>
 *
 * Read-only once built; thread-safe.
 */
public final class CandleTable {

    private static final int FIELDS = 4;

    private final MemorySegment table;

    CandleTable(SeriesColumns columns) {
        int bars = columns.bars();
        table = columns.newDoubles(Math.multiplyExact(FIELDS, bars)).segment();
        PriceSource[] fields = {
            PriceSource.OPEN, PriceSource.HIGH, PriceSource.LOW, PriceSource.CLOSE
        };
        for (int field = 0; field < FIELDS; field++) {
            double[] values = columns.series().values(fields[field]);
            for (int i = 0; i < bars; i++) {
                table.setAtIndex(ValueLayout.JAVA_DOUBLE, at(i) + field, values[i]);
            }
        }
    }

    public double open(int bar) {
        return get(at(bar));
    }

    public double high(int bar) {
        return get(at(bar) + 1);
    }

    public double low(int bar) {
        return get(at(bar) + 2);
    }

    public double close(int bar) {
        return get(at(bar) + 3);
    }

    private static long at(int bar) {
        return (long) bar * FIELDS;
    }

    private double get(long index) {
        return table.getAtIndex(ValueLayout.JAVA_DOUBLE, index);
    }
}
