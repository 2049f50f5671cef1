package io.candlegrid.domain.indicator;

/** Mean and population standard deviation of the last n integers. Not thread-safe. */
final class WindowMoments {

    private final int window;
    private final double divisor;
    private final WindowSum sum;
    private final WideSum squares = new WideSum();

    /**
     * @param scale what the integers are divided by
     */
    WindowMoments(int window, double scale) {
        this.window = window;
        divisor = window * scale;
        sum = new WindowSum(window);
    }

    void push(long value) {
        long leaving = sum.push(value);
        squares.add(value, value);
        squares.subtract(leaving, leaving);
    }

    boolean isFull() {
        return sum.isFull();
    }

    double mean() {
        return (double) sum.sum() / divisor;
    }

    double deviation() {
        return WindowVariance.deviation(window, sum.sum(), squares.high(), squares.low(), divisor);
    }
}
