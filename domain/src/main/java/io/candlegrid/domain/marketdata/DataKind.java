package io.candlegrid.domain.marketdata;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the rows of a file are. */
public enum DataKind {
    /** 1m candles of trades, what everything is computed from. */
    CANDLES,
    /** Funding rates of a futures instrument. */
    FUNDING,
    /** 1m candles of a futures instrument's mark price. */
    MARK;

    /** The lower-case name in documents and options. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind of a label, or empty when there is none. */
    public static Optional<DataKind> byLabel(String label) {
        return Arrays.stream(values()).filter(kind -> kind.label().equals(label)).findFirst();
    }
}
