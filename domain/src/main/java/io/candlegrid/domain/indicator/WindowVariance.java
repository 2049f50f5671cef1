package io.candlegrid.domain.indicator;

/**
 * Spread of a window from exact integers: {@code n·Σx² − (Σx)²} in 128 bits. All values are ≥ 0 and
 * n·max(x) &lt; 2^63, so that the result is ≥ 0 and below 2^126.
 */
public final class WindowVariance {

    private WindowVariance() {}

    /**
     * The population standard deviation {@code √(n·Σx² − (Σx)²) / divisor}.
     *
     * @param squaresHigh high 64 bits of Σx²
     * @param squaresLow low 64 bits of Σx²
     * @param divisor n · scale
     */
    public static double deviation(
            int window, long sum, long squaresHigh, long squaresLow, double divisor) {
        long high =
                window * squaresHigh
                        + Math.unsignedMultiplyHigh(window, squaresLow)
                        - Math.multiplyHigh(sum, sum);
        long low = window * squaresLow;
        long sumSquared = sum * sum;
        if (Long.compareUnsigned(low, sumSquared) < 0) {
            high--;
        }
        return Math.sqrt(WideSum.toDouble(high, low - sumSquared)) / divisor;
    }
}
