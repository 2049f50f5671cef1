package io.candlegrid.domain.backtest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that is measured of a backtest, with the direction in which it is better; the formulas
 * are in {@code docs/engine/metrics.md}. The name in documents is the lower-case name.
 */
public enum Metric {
    TOTAL_RETURN(true),
    BENCHMARK_RETURN(true),
    EXCESS_RETURN(true),
    CAGR(true),
    SHARPE(true),
    SORTINO(true),
    MAX_DRAWDOWN(false),
    /** Seconds. */
    MAX_DRAWDOWN_DURATION(false),
    CALMAR(true),
    TRADES(true),
    WIN_RATE(true),
    PROFIT_FACTOR(true),
    EXPECTANCY(true),
    AVG_WIN(true),
    AVG_LOSS(true),
    BEST_TRADE(true),
    WORST_TRADE(true),
    MAX_CONSECUTIVE_LOSSES(false),
    AVG_TRADE_SECONDS(false),
    SQN(true),
    EXPOSURE(false),
    FEES_PAID(false),
    SLIPPAGE_PAID(false),
    FUNDING_PAID(false),
    TURNOVER(false),
    LONG_TRADES(true),
    LONG_WIN_RATE(true),
    LONG_PNL(true),
    SHORT_TRADES(true),
    SHORT_WIN_RATE(true),
    SHORT_PNL(true),
    AMBIGUOUS_BARS(false),
    SKIPPED_ENTRIES(false),
    UNTESTED_MINUTES(false),
    LIQUIDATIONS(false);

    /** Number of metrics, the length of a metrics array. */
    public static final int COUNT = values().length;

    private final boolean higherIsBetter;

    Metric(boolean higherIsBetter) {
        this.higherIsBetter = higherIsBetter;
    }

    public boolean higherIsBetter() {
        return higherIsBetter;
    }

    /** The name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether values are whole numbers; documents write them without a decimal point. */
    public boolean isCount() {
        return switch (this) {
            case TRADES,
                    MAX_CONSECUTIVE_LOSSES,
                    LONG_TRADES,
                    SHORT_TRADES,
                    AMBIGUOUS_BARS,
                    SKIPPED_ENTRIES,
                    UNTESTED_MINUTES,
                    LIQUIDATIONS ->
                    true;
            default -> false;
        };
    }

    /** The metric of a label, or empty when there is none. */
    public static Optional<Metric> byLabel(String label) {
        return Arrays.stream(values()).filter(m -> m.label().equals(label)).findFirst();
    }
}
