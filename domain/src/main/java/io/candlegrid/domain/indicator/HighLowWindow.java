package io.candlegrid.domain.indicator;

/** The highest high and the lowest low of the last n candles. Not thread-safe. */
final class HighLowWindow {

    private final WindowExtreme highs;
    private final WindowExtreme negatedLows;

    HighLowWindow(int window) {
        highs = new WindowExtreme(window);
        negatedLows = new WindowExtreme(window);
    }

    void push(long high, long low) {
        highs.push(high);
        negatedLows.push(-low);
    }

    boolean isFull() {
        return highs.isFull();
    }

    long highest() {
        return highs.value();
    }

    long lowest() {
        return -negatedLows.value();
    }
}
