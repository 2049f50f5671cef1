package io.candlegrid.platform.cli;

import java.time.Duration;

/**
 * A bar with rate and time left on {@code err}: redrawn in place on a terminal, else a line every
 * few seconds. Not thread-safe.
 */
final class ProgressBar {

    private static final int WIDTH = 30;
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(5);

    private final Console console;
    private final String unit;
    private long lastPlainNanos = Long.MIN_VALUE;
    private String drawn = "";
    private String unprinted = "";

    /**
     * @param unit what is counted, e.g. {@code combinations}; may be empty
     */
    ProgressBar(Console console, String unit) {
        this.console = console;
        this.unit = unit;
    }

    /**
     * Shows a state.
     *
     * @param ratePerSecond units a second; 0 when not known
     * @param etaSeconds seconds left; NaN when not known
     * @param note something to add, or empty
     */
    void show(
            String label,
            long done,
            long total,
            double ratePerSecond,
            double etaSeconds,
            String note) {
        String text = render(label, done, total, unit, ratePerSecond, etaSeconds, note);
        if (console.interactive()) {
            console.err()
                    .print("\r" + text + " ".repeat(Math.max(0, drawn.length() - text.length())));
            console.err().flush();
            drawn = text;
        } else if (isDue()) {
            console.err().println(text);
            unprinted = "";
            lastPlainNanos = System.nanoTime();
        } else {
            unprinted = text;
        }
    }

    /** Leaves the last state on the screen and goes to a new line. */
    void finish() {
        if (!drawn.isEmpty()) {
            console.err().println();
            drawn = "";
        }
        if (!unprinted.isEmpty()) {
            console.err().println(unprinted);
            unprinted = "";
        }
    }

    static String render(
            String label,
            long done,
            long total,
            String unit,
            double ratePerSecond,
            double etaSeconds,
            String note) {
        double fraction = total <= 0 ? 0 : Math.min(1, (double) done / total);
        int filled = (int) (fraction * WIDTH);
        StringBuilder text =
                new StringBuilder("%-9s [".formatted(label))
                        .append("█".repeat(filled))
                        .append("·".repeat(WIDTH - filled))
                        .append("] %5.1f %%  %,d/%,d".formatted(fraction * 100, done, total));
        if (!unit.isEmpty()) {
            text.append(' ').append(unit);
        }
        if (ratePerSecond > 0) {
            text.append("  %,.0f/s".formatted(ratePerSecond));
        }
        if (Double.isFinite(etaSeconds)) {
            text.append("  ETA ").append(clock(etaSeconds));
        }
        return note.isEmpty() ? text.toString() : text.append("  ").append(note).toString();
    }

    private static String clock(double seconds) {
        long whole = Math.max(0, Math.round(seconds));
        return whole >= 3_600
                ? "%d:%02d:%02d".formatted(whole / 3_600, whole / 60 % 60, whole % 60)
                : "%d:%02d".formatted(whole / 60, whole % 60);
    }

    private boolean isDue() {
        return lastPlainNanos == Long.MIN_VALUE
                || System.nanoTime() - lastPlainNanos >= PLAIN_INTERVAL.toNanos();
    }
}
