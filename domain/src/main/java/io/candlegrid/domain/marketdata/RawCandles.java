package io.candlegrid.domain.marketdata;

import java.util.Arrays;

/**
 * A block of 1m candles of one instrument as an exchange delivered them, column by column, in order
 * of arrival and without two of the same open time. Filled once by {@link #add}, then read; not
 * thread-safe.
 */
public final class RawCandles {

    /** Trade count of a candle whose source doesn't tell it. */
    public static final long TRADES_UNKNOWN = -1;

    private final InstrumentId instrument;
    private final CandleSource source;
    private int count;
    private long[] tsOpenMillis;
    private double[][] values;
    private long[] trades;

    /** An empty block with room for {@code capacity} candles; it grows beyond that. */
    public RawCandles(InstrumentId instrument, CandleSource source, int capacity) {
        this.instrument = instrument;
        this.source = source;
        this.tsOpenMillis = new long[capacity];
        this.values = new double[Column.values().length][capacity];
        this.trades = new long[capacity];
    }

    /** The columns of doubles. The last three are NaN where the source doesn't tell them. */
    public enum Column {
        OPEN,
        HIGH,
        LOW,
        CLOSE,
        /** Base volume. */
        VOLUME,
        QUOTE_VOLUME,
        TAKER_BUY_VOLUME,
        TAKER_BUY_QUOTE_VOLUME
    }

    /**
     * Appends a candle.
     *
     * @param row {@code double[Column.values().length]} by ordinal of {@link Column}; copied
     * @param tradeCount number of trades, or {@link #TRADES_UNKNOWN}
     */
    public void add(long tsOpen, double[] row, long tradeCount) {
        if (count == tsOpenMillis.length) {
            grow(Math.max(16, count * 2));
        }
        tsOpenMillis[count] = tsOpen;
        for (int c = 0; c < values.length; c++) {
            values[c][count] = row[c];
        }
        trades[count] = tradeCount;
        count++;
    }

    /** Appends a candle of this block's instrument. */
    public void add(Candle candle) {
        if (!candle.instrument().equals(instrument)) {
            throw new IllegalArgumentException(
                    "a candle of " + candle.instrument() + " in a block of " + instrument);
        }
        double[] row = {
            candle.open(),
            candle.high(),
            candle.low(),
            candle.close(),
            candle.volume(),
            candle.quoteVolume(),
            candle.takerBuyVolume(),
            candle.takerBuyQuoteVolume()
        };
        add(candle.tsOpenMillis(), row, candle.trades());
    }

    private void grow(int capacity) {
        tsOpenMillis = Arrays.copyOf(tsOpenMillis, capacity);
        trades = Arrays.copyOf(trades, capacity);
        for (int c = 0; c < values.length; c++) {
            values[c] = Arrays.copyOf(values[c], capacity);
        }
    }

    /** Appends candle {@code i} of another block. */
    public void addFrom(RawCandles other, int i) {
        double[] row = new double[values.length];
        for (int c = 0; c < row.length; c++) {
            row[c] = other.values[c][i];
        }
        add(other.tsOpenMillis[i], row, other.trades[i]);
    }

    /** Candle {@code i} by itself. */
    public Candle candle(int i) {
        return new Candle(
                instrument,
                tsOpenMillis[i],
                value(Column.OPEN, i),
                value(Column.HIGH, i),
                value(Column.LOW, i),
                value(Column.CLOSE, i),
                value(Column.VOLUME, i),
                value(Column.QUOTE_VOLUME, i),
                value(Column.TAKER_BUY_VOLUME, i),
                value(Column.TAKER_BUY_QUOTE_VOLUME, i),
                trades[i]);
    }

    public InstrumentId instrument() {
        return instrument;
    }

    public CandleSource source() {
        return source;
    }

    /** Number of candles. */
    public int count() {
        return count;
    }

    /** Open time of a candle, epoch milliseconds. */
    public long tsOpenMillis(int i) {
        return tsOpenMillis[i];
    }

    /** One value of a candle. */
    public double value(Column column, int i) {
        return values[column.ordinal()][i];
    }

    /** Number of trades of a candle, or {@link #TRADES_UNKNOWN}. */
    public long trades(int i) {
        return trades[i];
    }
}
