package io.candlegrid.domain.document;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Reads and writes JSON documents, strictly: one text means one thing. Thread-safe. */
public final class Documents {

    /** Most bytes of a document, 1 MiB. */
    public static final int MAX_BYTES = 1 << 20;

    /** Deepest nesting of objects and arrays. */
    public static final int MAX_DEPTH = 64;

    private static final int SHOWN = 80;

    private Documents() {}

    /** Parses a text; see {@link #parse(byte[])}. */
    public static Validated<JsonNode> parse(String text) {
        return parse(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Parses one JSON value of at most {@link #MAX_BYTES} UTF-8 bytes and {@link #MAX_DEPTH} levels
     * with numbers kept exact. Anything after it, comments, and fields written twice are errors
     * whose codes are {@linkplain ErrorCode#isUnreadable() unreadable}.
     */
    public static Validated<JsonNode> parse(byte[] utf8) {
        return StrictJsonReader.read(utf8);
    }

    /**
     * Whether the errors mean that the text could not be parsed (HTTP 400) rather than that its
     * content is wrong (422).
     */
    public static boolean isUnreadable(List<ValidationError> errors) {
        return errors.stream()
                .anyMatch(error ->
                        ErrorCode.byLabel(error.code()).map(ErrorCode::isUnreadable).orElse(false));
    }

    /**
     * The one form of a document that is hashed: keys in order of their UTF-16 units, numbers
     * without trailing zeros, no white space. Equal documents have equal canonical forms.
     */
    public static String canonical(JsonNode node) {
        StringBuilder out = new StringBuilder();
        CanonicalJson.write(node, out);
        return out.toString();
    }

    /** The hash of the canonical form. */
    public static ContentHash hash(JsonNode node) {
        return ContentHash.of(canonical(node));
    }

    /** {@code {"type":"validation","errors":[{"path","value","code","message"}]}}, sorted. */
    public static ObjectNode errors(List<ValidationError> errors) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        ObjectNode document = nodes.objectNode();
        document.put("type", "validation");
        ArrayNode list = document.putArray("errors");
        for (ValidationError error : errors.stream().sorted().toList()) {
            JsonNode value = error.value();
            ObjectNode entry = list.addObject();
            entry.put("path", error.path());
            entry.set("value", value == null ? nodes.nullNode() : value);
            entry.put("code", error.code());
            entry.put("message", error.message());
        }
        return document;
    }

    /** A number as it is written in documents: the shortest decimal that is this double. */
    public static JsonNode number(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value=" + value + " is not a JSON number");
        }
        return JsonNodeFactory.instance.numberNode(
                new BigDecimal(CanonicalJson.number(BigDecimal.valueOf(value))));
    }

    /** A value for a message, cut when it is long. */
    public static String show(JsonNode node) {
        if (node.isObject()) {
            return "an object";
        }
        if (node.isArray()) {
            return "a list";
        }
        return cut(node.isNumber() ? canonical(node) : node.toString());
    }

    /** A text for a message, cut when it is long. */
    public static String cut(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
    }
}
