package io.candlegrid.domain.marketdata.archive;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Turns one row into a candle or says why it is none. Holds the values of the row parsed last; not
 * thread-safe.
 */
final class CandleRowParser {

    /** 2010-01-01, before the first exchange. */
    static final long EARLIEST_MILLIS = 1_262_304_000_000L;

    /** 2100-01-01. */
    static final long LATEST_MILLIS = 4_102_444_800_000L;

    private final Field[] layout;
    private final int[] starts;
    private final int[] ends;
    private final double[] values = new double[Field.DOUBLES];
    private final DecimalReader decimals = new DecimalReader();
    private final TimeReader times = new TimeReader();
    private long tsOpenMillis;
    private long trades;

    CandleRowParser(CandleLayout layout) {
        this.layout = layout.fields().toArray(Field[]::new);
        this.starts = new int[this.layout.length];
        this.ends = new int[this.layout.length];
    }

    /** Open time of the row parsed last, epoch milliseconds. */
    long tsOpenMillis() {
        return tsOpenMillis;
    }

    /** The doubles of the row parsed last by ordinal of RawCandles.Column; reused. */
    double[] values() {
        return values;
    }

    /** Trades of the row parsed last, −1 when not told. */
    long trades() {
        return trades;
    }

    /** Reads the row in {@code [from, to)}; null when it is good, else what is wrong with it. */
    @Nullable String parse(byte[] bytes, int from, int to) {
        int found = split(bytes, from, to);
        if (found != layout.length) {
            return "expected " + layout.length + " fields, found " + found;
        }
        values[Field.QUOTE_VOLUME.ordinal()] = Double.NaN;
        values[Field.TAKER_BUY_VOLUME.ordinal()] = Double.NaN;
        values[Field.TAKER_BUY_QUOTE_VOLUME.ordinal()] = Double.NaN;
        trades = -1;
        for (int i = 0; i < layout.length; i++) {
            String problem =
                    switch (layout[i]) {
                        case OPEN_TIME -> time(bytes, i);
                        case OPEN, HIGH, LOW, CLOSE, VOLUME -> exact(bytes, i);
                        case QUOTE_VOLUME, TAKER_BUY_VOLUME, TAKER_BUY_QUOTE_VOLUME ->
                                rounded(bytes, i);
                        case TRADES -> count(bytes, i);
                        case IGNORED -> null;
                    };
            if (problem != null) {
                return problem;
            }
        }
        return implausible();
    }

    private int split(byte[] bytes, int from, int to) {
        int count = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || bytes[i] == ',') {
                if (count < starts.length) {
                    starts[count] = start;
                    ends[count] = i;
                }
                count++;
                start = i + 1;
            }
        }
        return count;
    }

    private @Nullable String time(byte[] bytes, int i) {
        long time = times.read(bytes, starts[i], ends[i]);
        if (time == TimeReader.NOT_A_TIME) {
            return "open time '"
                    + text(bytes, i)
                    + "' is neither epoch ms or µs nor ISO-8601 with an offset";
        }
        if (time < EARLIEST_MILLIS || time >= LATEST_MILLIS) {
            return "open time '"
                    + text(bytes, i)
                    + "' is not within 2010 to 2099 as epoch ms or µs";
        }
        if (time % 60_000 != 0) {
            return "open time '" + text(bytes, i) + "' is not on the minute";
        }
        tsOpenMillis = time;
        return null;
    }

    private @Nullable String exact(byte[] bytes, int i) {
        double value = decimals.read(bytes, starts[i], ends[i]);
        if (!Double.isFinite(value)) {
            return notANumber(bytes, i);
        }
        if (!decimals.isExact()) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' needs more than "
                    + DecimalReader.MAX_DIGITS
                    + " significant digits or decimals";
        }
        boolean price = layout[i] != Field.VOLUME;
        if (value < 0 || (price && value == 0)) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' is "
                    + (price ? "not positive" : "negative");
        }
        values[layout[i].ordinal()] = value + 0.0;
        return null;
    }

    private @Nullable String rounded(byte[] bytes, int i) {
        if (starts[i] == ends[i]) {
            return null;
        }
        double value = decimals.read(bytes, starts[i], ends[i]);
        if (!Double.isFinite(value)) {
            return notANumber(bytes, i);
        }
        if (value < 0) {
            return layout[i].label() + " '" + text(bytes, i) + "' is negative";
        }
        values[layout[i].ordinal()] = value + 0.0;
        return null;
    }

    private @Nullable String count(byte[] bytes, int i) {
        if (starts[i] == ends[i]) {
            return null;
        }
        double value = decimals.read(bytes, starts[i], ends[i]);
        if (!(value >= 0 && value <= 1e12 && value == Math.rint(value))) {
            return "number of trades '" + text(bytes, i) + "' is not a count";
        }
        trades = (long) value;
        return null;
    }

    private @Nullable String implausible() {
        double high = values[Field.HIGH.ordinal()];
        double low = values[Field.LOW.ordinal()];
        double open = values[Field.OPEN.ordinal()];
        double close = values[Field.CLOSE.ordinal()];
        if (high < low) {
            return "high " + plain(high) + " is below low " + plain(low);
        }
        if (high < open || high < close || low > open || low > close) {
            return "open "
                    + plain(open)
                    + " or close "
                    + plain(close)
                    + " is outside low "
                    + plain(low)
                    + " to high "
                    + plain(high);
        }
        return null;
    }

    private String notANumber(byte[] bytes, int i) {
        return layout[i].label() + " '" + text(bytes, i) + "' is not a number";
    }

    private String text(byte[] bytes, int i) {
        return LayoutDetector.shorten(
                new String(bytes, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8));
    }

    private static String plain(double value) {
        return java.math.BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** What to say of a second row for a minute. */
    static String duplicate(long tsOpenMillis) {
        return "a second row for " + Instant.ofEpochMilli(tsOpenMillis);
    }
}
