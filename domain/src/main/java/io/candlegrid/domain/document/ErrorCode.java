package io.candlegrid.domain.document;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The stable words for what can be wrong with a document; the label is what is written. */
public enum ErrorCode {
    /** Not JSON. */
    MALFORMED(true),
    /** A field is written twice in one object. */
    DUPLICATE_KEY(true),
    /** The text, a number or a nesting is beyond what is read at all. */
    TOO_LARGE(true),
    MISSING(false),
    UNKNOWN_FIELD(false),
    WRONG_TYPE(false),
    /** Not one of the names that are possible here. */
    UNKNOWN_VALUE(false),
    /** A text that does not follow the grammar of its field. */
    BAD_FORMAT(false),
    OUT_OF_RANGE(false),
    NOT_AN_INTEGER(false),
    /** A name that refers to nothing. */
    UNKNOWN_REFERENCE(false),
    /** Right in itself, but not together with something else in the document. */
    NOT_ALLOWED(false),
    DUPLICATE_VALUE(false),
    /** A list, an object or a range without anything in it. */
    EMPTY(false),
    /** An axis over something that changes nothing. */
    UNUSED(false),
    /** More rules, axes or values than are taken. */
    TOO_COMPLEX(false),
    TOO_MANY_COMBINATIONS(false),
    EXCLUDES_EVERYTHING(false),
    TOO_MANY_ERRORS(false);

    private final boolean unreadable;

    ErrorCode(boolean unreadable) {
        this.unreadable = unreadable;
    }

    /** Whether the text could not be parsed at all (HTTP 400), as opposed to its content (422). */
    public boolean isUnreadable() {
        return unreadable;
    }

    /** The name in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The code of a label, or empty when there is none. */
    public static Optional<ErrorCode> byLabel(String label) {
        return Arrays.stream(values()).filter(c -> c.label().equals(label)).findFirst();
    }
}
