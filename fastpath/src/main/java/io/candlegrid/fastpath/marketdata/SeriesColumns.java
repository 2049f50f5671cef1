package io.candlegrid.fastpath.marketdata;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Everything that indicators and walks read of one series, made on demand and kept until closed.
 * Thread-safe.
 */
public final class SeriesColumns implements AutoCloseable {

    private static final long ALIGNMENT = 64;

    private final Arena arena = Arena.ofShared();
    private final CandleSeries series;
    private final AtomicLong bytes = new AtomicLong();
    private final Map<PriceSource, DoubleColumn> values = new EnumMap<>(PriceSource.class);
    private final Map<PriceSource, DoubleColumn> changes = new EnumMap<>(PriceSource.class);
    private final Map<PriceSource, LongColumn> sums = new EnumMap<>(PriceSource.class);
    private final Map<PriceSource, LongColumn> squares = new EnumMap<>(PriceSource.class);
    private final Map<String, DoubleColumn> others = new HashMap<>();
    private @Nullable TouchSearch touches;
    private @Nullable CandleTable candles;
    private @Nullable RangeExtremes closeExtremes;

    public SeriesColumns(CandleSeries series) {
        this.series = series;
    }

    public CandleSeries series() {
        return series;
    }

    public int bars() {
        return series.bars();
    }

    /** Off-heap bytes taken so far. */
    public long bytes() {
        return bytes.get();
    }

    /** {@code (double) raw / scale} at every bar. */
    public synchronized DoubleColumn values(PriceSource source) {
        return values.computeIfAbsent(
                source,
                s -> {
                    DoubleColumn column = newDoubles(bars());
                    double scale = series.scale(s);
                    for (int i = 0; i < bars(); i++) {
                        column.set(i, (double) series.raw(s, i) / scale);
                    }
                    return column;
                });
    }

    /** {@code (double) (raw[i] − raw[i−1]) / scale} at every bar, 0 at the first. */
    public synchronized DoubleColumn changes(PriceSource source) {
        return changes.computeIfAbsent(
                source,
                s -> {
                    DoubleColumn column = newDoubles(bars());
                    double scale = series.scale(s);
                    for (int i = 1; i < bars(); i++) {
                        column.set(i, (double) (series.raw(s, i) - series.raw(s, i - 1)) / scale);
                    }
                    return column;
                });
    }

    /** {@code long[bars + 1]}: the sum of the numerators of the bars before an index; may wrap. */
    public synchronized LongColumn sums(PriceSource source) {
        return sums.computeIfAbsent(
                source,
                s -> {
                    LongColumn column = newLongs(bars() + 1);
                    long sum = 0;
                    for (int i = 0; i < bars(); i++) {
                        sum += series.raw(s, i);
                        column.set(i + 1, sum);
                    }
                    return column;
                });
    }

    /**
     * {@code long[2·(bars + 1)]}: the 128-bit sum of the squared numerators of the bars before an
     * index, low half first; may wrap.
     */
    public synchronized LongColumn squares(PriceSource source) {
        return squares.computeIfAbsent(
                source,
                s -> {
                    LongColumn column = newLongs(2 * (bars() + 1));
                    long low = 0;
                    long high = 0;
                    for (int i = 0; i < bars(); i++) {
                        long raw = series.raw(s, i);
                        long square = raw * raw;
                        low += square;
                        high +=
                                Math.multiplyHigh(raw, raw)
                                        + (Long.compareUnsigned(low, square) < 0 ? 1 : 0);
                        column.set(2 * i + 2, low);
                        column.set(2 * i + 3, high);
                    }
                    return column;
                });
    }

    /** The exact true range max(h − l, |h − c′|, |l − c′|) of a bar ≥ 1, scaled. */
    public long rawTrueRange(int bar) {
        long previous = series.close()[bar - 1];
        return Math.max(series.high()[bar], previous) - Math.min(series.low()[bar], previous);
    }

    /** True ranges in price units, 0 at the first bar. */
    public synchronized DoubleColumn trueRanges() {
        return others.computeIfAbsent(
                "true_range",
                name -> {
                    DoubleColumn column = newDoubles(bars());
                    double scale = series.scale(PriceSource.CLOSE);
                    for (int i = 1; i < bars(); i++) {
                        column.set(i, (double) rawTrueRange(i) / scale);
                    }
                    return column;
                });
    }

    /** The close, and its extremes over ranges of bars. */
    public synchronized RangeExtremes closeExtremes() {
        RangeExtremes known = closeExtremes;
        if (known == null) {
            known = new RangeExtremes(this, values(PriceSource.CLOSE));
            closeExtremes = known;
        }
        return known;
    }

    /** The prices of each bar side by side. */
    public synchronized CandleTable candles() {
        CandleTable known = candles;
        if (known == null) {
            known = new CandleTable(this);
            candles = known;
        }
        return known;
    }

    /** Where prices touch levels. */
    public synchronized TouchSearch touches() {
        TouchSearch known = touches;
        if (known == null) {
            known = new TouchSearch(candles(), bars());
            touches = known;
        }
        return known;
    }

    /** A new column of zeros that lives as long as this. */
    DoubleColumn newDoubles(int length) {
        return new DoubleColumn(allocate(length, ValueLayout.JAVA_DOUBLE), length);
    }

    private LongColumn newLongs(int length) {
        return new LongColumn(allocate(length, ValueLayout.JAVA_LONG), length);
    }

    private MemorySegment allocate(int length, ValueLayout layout) {
        long size = Math.max(1, length) * layout.byteSize();
        bytes.addAndGet(size);
        return arena.allocate(size, ALIGNMENT);
    }

    @Override
    public void close() {
        arena.close();
    }
}
