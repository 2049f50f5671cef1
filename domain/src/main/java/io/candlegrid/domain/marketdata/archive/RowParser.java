package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.Candle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Turns one row of a layout into values or says why it can't. Holds what it read last; not
 * thread-safe.
 */
abstract sealed class RowParser permits CandleRowParser, FundingRowParser {

    final Field[] layout;
    final DecimalReader decimals = new DecimalReader();
    private final int[] starts;
    private final int[] ends;
    private final TimeReader times = new TimeReader();
    private final String symbol;
    private long timeMillis;

    /**
     * @param symbol whose rows are wanted, where the layout has a column for it
     */
    RowParser(Layout layout, String symbol) {
        this.layout = layout.fields().toArray(Field[]::new);
        this.starts = new int[this.layout.length];
        this.ends = new int[this.layout.length];
        this.symbol = symbol;
    }

    /** Time of the row parsed last, epoch milliseconds, on the minute. */
    final long timeMillis() {
        return timeMillis;
    }

    /** Reads the row in {@code [from, to)}; null when it is good, else what is wrong with it. */
    final @Nullable String parse(byte[] bytes, int from, int to) {
        int found = split(bytes, from, to);
        if (found != layout.length) {
            return "expected " + layout.length + " fields, found " + found;
        }
        begin();
        for (int i = 0; i < layout.length; i++) {
            String problem =
                    switch (layout[i]) {
                        case IGNORED -> null;
                        case SYMBOL -> sameSymbol(bytes, i);
                        default -> value(bytes, i);
                    };
            if (problem != null) {
                return problem;
            }
        }
        return end();
    }

    /** Forgets the row before. */
    void begin() {}

    /** Reads a field; null when it is good. */
    abstract @Nullable String value(byte[] bytes, int i);

    /** What is wrong with the row as a whole; null when nothing is. */
    @Nullable String end() {
        return null;
    }

    final int start(int i) {
        return starts[i];
    }

    final int end(int i) {
        return ends[i];
    }

    /** Reads a time; one off the minute is an error, or is floored. */
    final @Nullable String time(byte[] bytes, int i, boolean floored) {
        long time = times.read(bytes, starts[i], ends[i]);
        if (time == TimeReader.NOT_A_TIME) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' is neither epoch ms or µs nor ISO-8601 with an offset";
        }
        if (time < Candle.EARLIEST_MILLIS || time >= Candle.LATEST_MILLIS) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' is not within 2010 to 2099 as epoch ms or µs";
        }
        if (!floored && time % 60_000 != 0) {
            return layout[i].label() + " '" + text(bytes, i) + "' is not on the minute";
        }
        timeMillis = time - time % 60_000;
        return null;
    }

    final String notANumber(byte[] bytes, int i) {
        return layout[i].label() + " '" + text(bytes, i) + "' is not a number";
    }

    final String text(byte[] bytes, int i) {
        return LayoutDetector.shorten(raw(bytes, i));
    }

    private String raw(byte[] bytes, int i) {
        return new String(bytes, starts[i], ends[i] - starts[i], StandardCharsets.UTF_8);
    }

    private @Nullable String sameSymbol(byte[] bytes, int i) {
        return raw(bytes, i).strip().equals(symbol)
                ? null
                : "symbol '" + text(bytes, i) + "' is not " + symbol;
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
}
