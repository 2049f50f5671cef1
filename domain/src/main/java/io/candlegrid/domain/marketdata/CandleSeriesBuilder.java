package io.candlegrid.domain.marketdata;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Builds the 1m series of an instrument from rows in ascending order of time. The most decimals of
 * any price decide the scale of all prices, the most decimals of any volume that of all volumes.
 *
 * <p>Every promise about a row is checked: minutes aligned and strictly ascending, prices positive,
 * high and low around open and close, at most 15 significant digits. A broken one is a {@link
 * CandleDataException} that names the candle. Not thread-safe.
 */
public final class CandleSeriesBuilder {

    private static final int OPEN = 0;
    private static final int HIGH = 1;
    private static final int LOW = 2;
    private static final int CLOSE = 3;
    private static final int VOLUME = 4;
    private static final String[] NAMES = {"open", "high", "low", "close", "volume"};

    private final InstrumentId instrument;
    private final double[][] columns = new double[NAMES.length][];
    private long[] tsOpenMillis;
    private int rows;
    private int priceDecimals;
    private int volumeDecimals;
    private List<Hole> knownHoles = List.of();

    public CandleSeriesBuilder(InstrumentId instrument) {
        this(instrument, 1024);
    }

    /**
     * @param expectedRows how many rows to make room for; more may come
     */
    public CandleSeriesBuilder(InstrumentId instrument, int expectedRows) {
        this.instrument = instrument;
        int capacity = Math.max(16, expectedRows);
        tsOpenMillis = new long[capacity];
        for (int i = 0; i < columns.length; i++) {
            columns[i] = new double[capacity];
        }
    }

    /** Adds a candle as it is stored (Float64). */
    public CandleSeriesBuilder add(
            long tsOpen, double open, double high, double low, double close, double volume) {
        checkTime(tsOpen);
        checkShape(tsOpen, open, high, low, close);
        if (rows == tsOpenMillis.length) {
            grow();
        }
        tsOpenMillis[rows] = tsOpen;
        put(OPEN, open);
        put(HIGH, high);
        put(LOW, low);
        put(CLOSE, close);
        put(VOLUME, volume);
        rows++;
        return this;
    }

    /** Adds a candle as it is written in an archive file. */
    public CandleSeriesBuilder add(
            long tsOpen,
            BigDecimal open,
            BigDecimal high,
            BigDecimal low,
            BigDecimal close,
            BigDecimal volume) {
        return add(
                tsOpen,
                stored(tsOpen, OPEN, open),
                stored(tsOpen, HIGH, high),
                stored(tsOpen, LOW, low),
                stored(tsOpen, CLOSE, close),
                stored(tsOpen, VOLUME, volume));
    }

    /** Holes whose type is known; other absent minutes become {@link HoleType#UNKNOWN}. */
    public CandleSeriesBuilder knownHoles(List<Hole> holes) {
        knownHoles = List.copyOf(holes);
        return this;
    }

    /** Number of rows so far. */
    public int rows() {
        return rows;
    }

    /** The series of all rows added. */
    public CandleSeries build() {
        long[] times = Arrays.copyOf(tsOpenMillis, rows);
        return new CandleSeries(
                instrument,
                Timeframe.M1,
                times,
                scaled(OPEN, priceDecimals),
                scaled(HIGH, priceDecimals),
                scaled(LOW, priceDecimals),
                scaled(CLOSE, priceDecimals),
                scaled(VOLUME, volumeDecimals),
                priceDecimals,
                volumeDecimals,
                new int[rows],
                Holes.typed(Holes.find(times, Timeframe.M1), knownHoles));
    }

    private void put(int column, double value) {
        columns[column][rows] = value;
        int known = column == VOLUME ? volumeDecimals : priceDecimals;
        if (value >= 0 && Decimals.hasAtMost(value, known)) {
            return;
        }
        int decimals = Decimals.decimalsOf(value);
        if (decimals < 0) {
            throw new CandleDataException(
                    at(tsOpenMillis[rows])
                            + NAMES[column]
                            + "="
                            + value
                            + " is not a decimal number ≥ 0 of at most 15 significant digits");
        }
        if (column == VOLUME) {
            volumeDecimals = Math.max(volumeDecimals, decimals);
        } else {
            priceDecimals = Math.max(priceDecimals, decimals);
        }
    }

    private void checkTime(long tsOpen) {
        if (Math.floorMod(tsOpen, Timeframe.M1.millis()) != 0) {
            throw new CandleDataException(at(tsOpen) + "the open time is not a whole minute");
        }
        if (rows > 0 && tsOpen <= tsOpenMillis[rows - 1]) {
            throw new CandleDataException(
                    at(tsOpen)
                            + "it does not come after the candle at "
                            + Instant.ofEpochMilli(tsOpenMillis[rows - 1])
                            + "; candles must be in ascending order, without duplicates");
        }
    }

    private void checkShape(long tsOpen, double open, double high, double low, double close) {
        boolean ordered = low > 0 && low <= Math.min(open, close) && high >= Math.max(open, close);
        if (!ordered) {
            throw new CandleDataException(
                    at(tsOpen)
                            + "open="
                            + open
                            + " high="
                            + high
                            + " low="
                            + low
                            + " close="
                            + close
                            + " must satisfy 0 < low ≤ open, close ≤ high");
        }
    }

    private double stored(long tsOpen, int column, BigDecimal value) {
        if (!Decimals.isStorable(value)) {
            throw new CandleDataException(
                    at(tsOpen)
                            + NAMES[column]
                            + "="
                            + value.toPlainString()
                            + " has more than 15 significant digits or 15 decimals");
        }
        return value.doubleValue();
    }

    private long[] scaled(int column, int decimals) {
        double[] values = columns[column];
        long[] scaled = new long[rows];
        for (int i = 0; i < rows; i++) {
            double value = values[i];
            try {
                scaled[i] = Decimals.scaled(value, decimals);
            } catch (ArithmeticException e) {
                throw new CandleDataException(
                        at(tsOpenMillis[i])
                                + NAMES[column]
                                + "="
                                + value
                                + " does not fit below 2^53 when scaled by 10^"
                                + decimals
                                + ", the most decimals of the series");
            }
        }
        return scaled;
    }

    private void grow() {
        int capacity = tsOpenMillis.length * 2;
        tsOpenMillis = Arrays.copyOf(tsOpenMillis, capacity);
        for (int i = 0; i < columns.length; i++) {
            columns[i] = Arrays.copyOf(columns[i], capacity);
        }
    }

    private String at(long tsOpen) {
        return instrument.key() + " candle at " + Instant.ofEpochMilli(tsOpen) + ": ";
    }
}
