package io.candlegrid.domain.marketdata.archive;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/**
 * Reads decimal numbers from bytes, correctly rounded. A mantissa below 10^15 divided by a power of
 * ten up to 10^22 is one exact operand by another, so the quotient is the nearest double.
 */
final class DecimalReader {

    /** Most significant digits a stored value may need. */
    static final int MAX_DIGITS = 15;

    private static final int MAX_LENGTH = 64;
    private static final double[] POWERS = new double[23];

    static {
        POWERS[0] = 1;
        for (int i = 1; i < POWERS.length; i++) {
            POWERS[i] = POWERS[i - 1] * 10;
        }
    }

    private boolean exact;

    /** Whether the number read last needs at most 15 significant digits and 15 decimals. */
    boolean isExact() {
        return exact;
    }

    /** The number in {@code [from, to)}, or NaN when it is none. Blanks around it are ignored. */
    double read(byte[] bytes, int from, int to) {
        int at = from;
        int end = to;
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        while (end > at && bytes[end - 1] == ' ') {
            end--;
        }
        int first = at;
        boolean negative = at < end && bytes[at] == '-';
        if (negative) {
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int decimals = 0;
        int zeros = 0;
        boolean point = false;
        boolean any = false;
        for (; at < end; at++) {
            int digit = bytes[at] - '0';
            if (digit >= 0 && digit <= 9) {
                any = true;
                if (digit == 0 && point) {
                    zeros++;
                    continue;
                }
                int shift = zeros + 1;
                if (digits + shift > MAX_DIGITS) {
                    return slow(bytes, first, end);
                }
                for (int i = 0; i < shift; i++) {
                    mantissa *= 10;
                }
                mantissa += digit;
                digits = mantissa == 0 ? 0 : digits + shift;
                decimals += point ? shift : 0;
                zeros = 0;
            } else if (bytes[at] == '.' && !point) {
                point = true;
            } else {
                return slow(bytes, first, end);
            }
        }
        if (!any) {
            return Double.NaN;
        }
        exact = decimals <= MAX_DIGITS;
        double value = mantissa / POWERS[decimals];
        return negative ? -value : value;
    }

    /** Exponents, more digits than the fast way takes, and everything that is no number. */
    private double slow(byte[] bytes, int from, int to) {
        if (to - from > MAX_LENGTH) {
            return Double.NaN;
        }
        try {
            BigDecimal value =
                    new BigDecimal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1))
                            .stripTrailingZeros();
            exact =
                    value.precision() <= MAX_DIGITS
                            && value.scale() <= MAX_DIGITS
                            && value.scale() >= -MAX_DIGITS;
            return value.doubleValue();
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
