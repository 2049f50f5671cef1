package io.candlegrid.domain.indicator;

/** An exact sum of products in 128 bits; beyond that it wraps. Not thread-safe. */
public final class WideSum {

    private static final double TWO_TO_64 = 0x1p64;

    private long high;
    private long low;

    /** Starts again from zero. */
    public void clear() {
        high = 0;
        low = 0;
    }

    /** Adds {@code a · b}. */
    public void add(long a, long b) {
        long product = a * b;
        low += product;
        high += Math.multiplyHigh(a, b) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
    }

    /** Takes {@code a · b} away. */
    public void subtract(long a, long b) {
        long product = a * b;
        high -= Math.multiplyHigh(a, b) + (Long.compareUnsigned(low, product) < 0 ? 1 : 0);
        low -= product;
    }

    /** The upper 64 bits. */
    public long high() {
        return high;
    }

    /** The lower 64 bits. */
    public long low() {
        return low;
    }

    /** The nearest double of a sum ≥ 0. */
    public double toDouble() {
        return toDouble(high, low);
    }

    /** The nearest double of a 128-bit integer whose upper part is ≥ 0 as a long. */
    public static double toDouble(long high, long low) {
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
