package io.candlegrid.domain.document;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads the fields of one JSON object and reports what is wrong with them. A field that is null
 * counts as absent. Readers give null (or the default) after they have reported an error, so that a
 * document can be read to its end.
 */
public final class ObjectFields {

    private static final Pattern PLAIN_NAME = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    private final JsonNode object;
    private final String path;
    private final ErrorCollector errors;

    private ObjectFields(JsonNode object, String path, ErrorCollector errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /**
     * The fields of a node; empty after reporting that it is not an object.
     *
     * @param what how the message calls the object, e.g. {@code an indicator}
     */
    public static Optional<ObjectFields> of(
            JsonNode node, String path, String what, ErrorCollector errors) {
        if (!node.isObject()) {
            errors.add(
                    path,
                    node,
                    ErrorCode.WRONG_TYPE,
                    what + " must be an object, got " + Documents.show(node));
            return Optional.empty();
        }
        return Optional.of(new ObjectFields(node, path, errors));
    }

    /** The path of a field within a path. */
    public static String join(String path, String field) {
        String name = PLAIN_NAME.matcher(field).matches() ? field : quoted(field);
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String quoted(String field) {
        return "\"" + Documents.cut(field) + "\"";
    }

    /** The path of a field of this object. */
    public String path(String field) {
        return join(path, field);
    }

    /** The names that are written, in order. */
    public Collection<String> names() {
        return object.propertyNames();
    }

    /** Reports every field but these. */
    public ObjectFields allow(String... names) {
        return allow(Arrays.asList(names));
    }

    /** Reports every field but these. */
    public ObjectFields allow(Collection<String> names) {
        for (String name : names()) {
            if (!names.contains(name)) {
                errors.add(
                        path(name),
                        object.get(name),
                        ErrorCode.UNKNOWN_FIELD,
                        "unknown field " + quoted(name) + DidYouMean.advice(name, names));
            }
        }
        return this;
    }

    /** Whether the field is written, be it null. */
    public boolean isWritten(String field) {
        return object.has(field);
    }

    /** The field's value, null when it is absent or null. */
    public @Nullable JsonNode optional(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }

    /** The field's value, null after reporting that it is missing. */
    public @Nullable JsonNode required(String field, String whatItIs) {
        JsonNode node = optional(field);
        if (node == null) {
            errors.add(path(field), null, ErrorCode.MISSING, "missing: " + whatItIs);
        }
        return node;
    }

    /** Checks the field {@code schema}, which must be the given text. */
    public void schema(String expected) {
        JsonNode node = required("schema", "\"schema\" must be \"" + expected + "\"");
        if (node != null && !(node.isString() && node.stringValue().equals(expected))) {
            errors.add(
                    path("schema"),
                    node,
                    ErrorCode.UNKNOWN_VALUE,
                    "schema must be \"" + expected + "\", got " + Documents.show(node));
        }
    }

    /** A number, null when it is absent or wrong. */
    public @Nullable Double number(String field, NumberRange range) {
        return number(field, range, field);
    }

    /** A number, null when it is absent or wrong; the message calls it by the label. */
    public @Nullable Double number(String field, NumberRange range, String label) {
        JsonNode node = optional(field);
        return node == null ? null : range.read(node, path(field), label, errors);
    }

    /** A number, the default when it is absent or wrong. */
    public double number(String field, NumberRange range, double defaultValue) {
        Double value = number(field, range);
        return value == null ? defaultValue : value;
    }

    /** A whole number, null when it is absent or wrong. */
    public @Nullable Integer integer(String field, NumberRange range) {
        Double value = number(field, range);
        return value == null ? null : value.intValue();
    }

    /** A text, null when it is absent or something else. */
    public @Nullable String text(String field) {
        JsonNode node = optional(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            errors.add(
                    path(field),
                    node,
                    ErrorCode.WRONG_TYPE,
                    field + " must be a text, got " + Documents.show(node));
            return null;
        }
        return node.stringValue();
    }

    /** One of the names, null when it is absent or wrong. */
    public @Nullable String choice(String field, List<String> names) {
        JsonNode node = optional(field);
        return node == null ? null : choice(node, path(field), field, names, errors);
    }

    /** The node's text if it is one of the names, null after reporting that it is not. */
    public static @Nullable String choice(
            JsonNode node, String path, String label, List<String> names, ErrorCollector errors) {
        if (!node.isString()) {
            errors.add(
                    path,
                    node,
                    ErrorCode.WRONG_TYPE,
                    label
                            + " must be one of "
                            + DidYouMean.list(names)
                            + ", got "
                            + Documents.show(node));
            return null;
        }
        String written = node.stringValue();
        if (!names.contains(written)) {
            errors.add(
                    path,
                    node,
                    ErrorCode.UNKNOWN_VALUE,
                    "unknown "
                            + label
                            + " "
                            + Documents.show(node)
                            + DidYouMean.advice(written, names));
            return null;
        }
        return written;
    }

    /** True or false, the default when it is absent or wrong. */
    public boolean flag(String field, boolean defaultValue) {
        JsonNode node = optional(field);
        if (node == null) {
            return defaultValue;
        }
        if (!node.isBoolean()) {
            errors.add(
                    path(field),
                    node,
                    ErrorCode.WRONG_TYPE,
                    field + " must be true or false, got " + Documents.show(node));
            return defaultValue;
        }
        return node.booleanValue();
    }
}
