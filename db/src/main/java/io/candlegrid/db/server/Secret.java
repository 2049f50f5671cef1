package io.candlegrid.db.server;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A password that doesn't show itself: {@code toString} is {@code ***}.
 *
 * @param value the password in clear; empty means the server asks for none
 */
public record Secret(String value) {
    /** No password: the server asks for none. */
    public static final Secret NONE = new Secret("");

    private static final int RANDOM_BYTES = 24;

    /**
     * A new password of 192 random bits, written in hexadecimal so that no syntax trips over it.
     */
    public static Secret random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return new Secret(HexFormat.of().formatHex(bytes));
    }

    /** Whether the server asks for no password. */
    public boolean isNone() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return "***";
    }
}
