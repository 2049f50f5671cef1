package io.candlegrid.fastpath.marketdata;

import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.WideSum;
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
    private final Map<PriceSource, LongColumn> narrowSquares = new EnumMap<>(PriceSource.class);
    private final Map<PriceSource, Long> largest = new EnumMap<>(PriceSource.class);
    private final Map<PriceSource, long[]> raws = new EnumMap<>(PriceSource.class);
    private final Map<String, DoubleColumn> others = new HashMap<>();
    private @Nullable TouchSearch touches;
    private @Nullable CandleTable candles;
    private @Nullable RangeExtremes closeExtremes;
    private @Nullable LongColumn flows;

    public SeriesColumns(CandleSeries series) {
        this.series = series;
    }

    public CandleSeries series() {
        return series;
    }

    public int bars() {
        return series.bars();
    }

    /** Bytes of columns made so far. */
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
                    WideSum sum = new WideSum();
                    for (int i = 0; i < bars(); i++) {
                        long raw = series.raw(s, i);
                        sum.add(raw, raw);
                        column.set(2 * i + 2, sum.low());
                        column.set(2 * i + 3, sum.high());
                    }
                    return column;
                });
    }

    /**
     * {@code long[bars + 1]}: the lower halves of {@link #squares}, where the differences that are
     * asked for fit 64 bits.
     */
    public synchronized LongColumn narrowSquares(PriceSource source) {
        return narrowSquares.computeIfAbsent(
                source,
                s -> {
                    LongColumn column = newLongs(bars() + 1);
                    long sum = 0;
                    for (int i = 0; i < bars(); i++) {
                        long raw = series.raw(s, i);
                        sum += raw * raw;
                        column.set(i + 1, sum);
                    }
                    return column;
                });
    }

    /** The largest numerator of a source. */
    public synchronized long largest(PriceSource source) {
        return largest.computeIfAbsent(
                source,
                s -> {
                    long most = 0;
                    for (int i = 0; i < bars(); i++) {
                        most = Math.max(most, series.raw(s, i));
                    }
                    return most;
                });
    }

    /** {@code long[bars]}, the numerators of a source; not to be written to. */
    public synchronized long[] raws(PriceSource source) {
        return raws.computeIfAbsent(
                source,
                s -> {
                    if (s.divisor() > 1) {
                        bytes.addAndGet((long) bars() * Long.BYTES);
                    }
                    return series.raws(s);
                });
    }

    /**
     * {@code long[4·(bars + 1)]}: 128-bit sums of the money flows, (h + l + c) · volume, of the
     * bars before an index whose h + l + c rose, then of those where it rose or fell; low halves
     * first; may wrap.
     */
    public synchronized LongColumn flows() {
        if (flows == null) {
            LongColumn column = newLongs(4 * (bars() + 1));
            WideSum rising = new WideSum();
            WideSum moving = new WideSum();
            for (int i = 0; i < bars(); i++) {
                long typical = series.raw(PriceSource.HLC3, i);
                int direction =
                        i == 0 ? 0 : Long.compare(typical, series.raw(PriceSource.HLC3, i - 1));
                rising.add(typical, direction > 0 ? series.volume()[i] : 0);
                moving.add(typical, direction == 0 ? 0 : series.volume()[i]);
                column.set(4 * i + 4, rising.low());
                column.set(4 * i + 5, rising.high());
                column.set(4 * i + 6, moving.low());
                column.set(4 * i + 7, moving.high());
            }
            flows = column;
        }
        return flows;
    }

    /** The values of an indicator with one output and no parameters, as the reference has them. */
    public synchronized DoubleColumn computed(IndicatorUse use) {
        return others.computeIfAbsent(
                use.type(),
                type -> {
                    double[] values = IndicatorRegistry.indicator(type).compute(use, series)[0];
                    DoubleColumn column = newDoubles(bars());
                    for (int i = 0; i < values.length; i++) {
                        column.set(i, values[i]);
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
