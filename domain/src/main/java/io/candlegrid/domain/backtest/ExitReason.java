package io.candlegrid.domain.backtest;

import java.util.Locale;

/** Why a position ended. */
public enum ExitReason {
    SIGNAL,
    STOP_LOSS,
    TAKE_PROFIT,
    TRAILING,
    MAX_BARS,
    LIQUIDATION,
    REVERSAL;

    /** The name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
