package io.candlegrid.domain.marketdata;

import java.util.Arrays;
import java.util.Optional;

/** The length of a candle; all are aligned to UTC. Only {@link #M1} is stored. */
public enum Timeframe {
    M1("1m", 1),
    M5("5m", 5),
    M15("15m", 15),
    H1("1h", 60),
    H4("4h", 240),
    D1("1d", 1440);

    private final String label;
    private final int minutes;

    Timeframe(String label, int minutes) {
        this.label = label;
        this.minutes = minutes;
    }

    /** The name in documents: {@code 1m 5m 15m 1h 4h 1d}. */
    public String label() {
        return label;
    }

    /** Length in minutes. */
    public int minutes() {
        return minutes;
    }

    /** Length in milliseconds. */
    public long millis() {
        return minutes * 60_000L;
    }

    /** The timeframe of a label, or empty when there is none. */
    public static Optional<Timeframe> byLabel(String label) {
        return Arrays.stream(values()).filter(t -> t.label.equals(label)).findFirst();
    }
}
