package io.candlegrid.grid.exchange;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What an HTTP answer of an exchange means. */
sealed interface RestVerdict {

    /** It is the answer. */
    record Good(JsonNode body) implements RestVerdict {}

    /** Too many requests; {@code until} is null when the exchange doesn't say how long. */
    record TooMany(@Nullable Instant until, String reason) implements RestVerdict {}

    /** The server has a problem; the same again may work. */
    record Again(String reason) implements RestVerdict {}

    /** The question is wrong. */
    record Refused(String reason) implements RestVerdict {}

    /** The answer can't be read. */
    record Unreadable(String reason) implements RestVerdict {}
}
