package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Decimals;
import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the exchanges' JSON, numbers exactly as written: they come as strings, sometimes as
 * numbers.
 */
final class Json {

    private static final int MAX_NUMBER = 64;

    private static final JsonMapper MAPPER =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(MAX_NUMBER)
                                                    .maxStringLength(100_000)
                                                    .build())
                                    .build())
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private Json() {}

    static JsonNode parse(String text) throws UnreadableException {
        try {
            return MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    static JsonNode parse(byte[] utf8) throws UnreadableException {
        try {
            return MAPPER.readTree(utf8);
        } catch (JacksonException e) {
            throw notJson(e);
        }
    }

    private static UnreadableException notJson(JacksonException e) {
        return new UnreadableException("not JSON: " + e.getOriginalMessage());
    }

    /** A text that must be there; {@code name} is for the message. */
    static String text(JsonNode node, String name) throws UnreadableException {
        if (node.isString() && !node.stringValue().isEmpty()) {
            return node.stringValue();
        }
        throw new UnreadableException(name + " is not a text: " + shown(node));
    }

    /** A whole number, also as a string. */
    static long whole(JsonNode node, String name) throws UnreadableException {
        try {
            return decimal(node, name).longValueExact();
        } catch (ArithmeticException e) {
            throw new UnreadableException(name + " is not a whole number: " + shown(node));
        }
    }

    /** A decimal number, also as a string. */
    static BigDecimal decimal(JsonNode node, String name) throws UnreadableException {
        String text =
                node.isString()
                        ? node.stringValue()
                        : node.isNumber() ? node.decimalValue().toString() : "";
        if (!text.isEmpty() && text.length() <= MAX_NUMBER) {
            try {
                BigDecimal value = new BigDecimal(text);
                if (Math.abs((long) value.scale()) <= MAX_NUMBER) {
                    return value;
                }
            } catch (NumberFormatException e) {
                throw notANumber(node, name);
            }
        }
        throw notANumber(node, name);
    }

    private static UnreadableException notANumber(JsonNode node, String name) {
        return new UnreadableException(name + " is not a number: " + shown(node));
    }

    /** A decimal number, empty when it is absent, null, or an empty text. */
    static Optional<BigDecimal> optionalDecimal(JsonNode node, String name)
            throws UnreadableException {
        boolean absent =
                node.isMissingNode()
                        || node.isNull()
                        || (node.isString() && node.stringValue().isEmpty());
        return absent ? Optional.empty() : Optional.of(decimal(node, name));
    }

    /** A number that is stored exactly: at most 15 significant digits. */
    static double exact(JsonNode node, String name) throws UnreadableException {
        BigDecimal value = decimal(node, name);
        if (!Decimals.isStorable(value)) {
            throw new UnreadableException(
                    name
                            + " "
                            + value
                            + " needs more than "
                            + Decimals.MAX_SIGNIFICANT_DIGITS
                            + " significant digits or decimals");
        }
        return value.doubleValue();
    }

    /** A number ≥ 0 that is stored as the nearest double. */
    static double rounded(JsonNode node, String name) throws UnreadableException {
        BigDecimal value = decimal(node, name);
        if (value.signum() < 0) {
            throw new UnreadableException(name + " " + value + " is negative");
        }
        return value.doubleValue();
    }

    private static String shown(JsonNode node) {
        String text = node.isMissingNode() ? "absent" : node.toString();
        return text.length() <= 100 ? text : text.substring(0, 100) + "…";
    }
}
