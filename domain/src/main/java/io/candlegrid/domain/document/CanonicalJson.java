package io.candlegrid.domain.document;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Writes JSON in the one form that is hashed: sorted keys, normalised numbers, no white space. */
final class CanonicalJson {

    /** Numbers with more digits than this before or after the point get an exponent. */
    private static final int PLAIN_DIGITS = 24;

    private CanonicalJson() {}

    static void write(JsonNode node, StringBuilder out) {
        if (node.isObject()) {
            writeObject(node, out);
        } else if (node.isArray()) {
            out.append('[');
            for (int i = 0; i < node.size(); i++) {
                if (i > 0) {
                    out.append(',');
                }
                write(node.get(i), out);
            }
            out.append(']');
        } else if (node.isNumber()) {
            BigDecimal value = NumberRange.decimal(node);
            if (value == null) {
                throw new IllegalArgumentException("not a JSON number: " + node);
            }
            out.append(number(value));
        } else {
            out.append(node);
        }
    }

    private static void writeObject(JsonNode node, StringBuilder out) {
        Map<String, JsonNode> sorted = new TreeMap<>();
        node.properties().forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        out.append('{');
        String separator = "";
        for (Map.Entry<String, JsonNode> entry : sorted.entrySet()) {
            out.append(separator)
                    .append(JsonNodeFactory.instance.stringNode(entry.getKey()))
                    .append(':');
            write(entry.getValue(), out);
            separator = ",";
        }
        out.append('}');
    }

    /** Equal numbers give equal texts: {@code 1}, {@code 1.0} and {@code 1e0} are {@code 1}. */
    static String number(BigDecimal value) {
        if (value.signum() == 0) {
            return "0";
        }
        BigDecimal stripped = value.stripTrailingZeros();
        boolean plain = Math.abs((long) stripped.scale()) <= PLAIN_DIGITS;
        return plain ? stripped.toPlainString() : stripped.toString();
    }
}
