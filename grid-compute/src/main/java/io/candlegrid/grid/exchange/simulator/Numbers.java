package io.candlegrid.grid.exchange.simulator;

import java.math.BigDecimal;

/** Decimals as the exchanges write them. */
final class Numbers {

    private Numbers() {}

    /** The shortest decimal, in quotes. */
    static String quoted(double value) {
        return "\"" + plain(value) + "\"";
    }

    /** With at least so many decimals, in quotes. */
    static String padded(double value, int decimals) {
        BigDecimal exact = BigDecimal.valueOf(value);
        return "\"" + exact.setScale(Math.max(exact.scale(), decimals)).toPlainString() + "\"";
    }

    private static String plain(double value) {
        BigDecimal shortest = BigDecimal.valueOf(value).stripTrailingZeros();
        return shortest.toPlainString();
    }
}
