package io.candlegrid.domain.indicator;

/**
 * Spread of a window from exact integers: {@code n·Σx² − (Σx)²} in 128 bits. All values are ≥ 0 and
 * n·max(x) &lt; 2^63, so that the result is ≥ 0 and below 2^126.
 */
public final class WindowVariance {

    private static final double TWO_TO_64 = 0x1p64;

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
        return Math.sqrt(toDouble(high, low - sumSquared)) / divisor;
    }

    /** The nearest double of an unsigned 128-bit integer whose high part is ≥ 0 as a long. */
    static double toDouble(long high, long low) {
        if (high == 0) {
            return unsignedToDouble(low);
        }
        int shift = Long.SIZE - Long.numberOfLeadingZeros(high);
        if (shift == Long.SIZE) {
            return unsignedToDouble(low == 0 ? high : high | 1) * TWO_TO_64;
        }
        long top = (high << (Long.SIZE - shift)) | (low >>> shift);
        boolean inexact = low << (Long.SIZE - shift) != 0;
        return Math.scalb(unsignedToDouble(inexact ? top | 1 : top), shift);
    }

    private static double unsignedToDouble(long value) {
        if (value >= 0) {
            return (double) value;
        }
        // Halving keeps the lost bit as a sticky one, so the rounding stays right.
        return (double) ((value >>> 1) | (value & 1)) * 2;
    }
}
