package io.candlegrid.domain.marketdata.archive;

/** A file can't be imported; the message says why and what would be right. */
public final class BadArchiveException extends Exception {

    private final String code;

    BadArchiveException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** A stable word, e.g. {@code unknown_layout}. */
    public String code() {
        return code;
    }
}
