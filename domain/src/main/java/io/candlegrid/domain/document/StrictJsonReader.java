package io.candlegrid.domain.document;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DecimalNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the tree of one JSON text, exact numbers and all, and reports every field that is written
 * twice; Jackson's own tree reader can only stop at the first.
 */
final class StrictJsonReader {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(Documents.MAX_DEPTH)
                                    .maxNumberLength(100)
                                    .maxStringLength(10_000)
                                    .maxNameLength(1_000)
                                    .build())
                    .build();

    /** Some editors put it in front; it means nothing. */
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final JsonParser parser;
    private final ErrorCollector errors;

    private StrictJsonReader(JsonParser parser, ErrorCollector errors) {
        this.parser = parser;
        this.errors = errors;
    }

    static Validated<JsonNode> read(byte[] utf8) {
        ErrorCollector errors = new ErrorCollector();
        if (utf8.length > Documents.MAX_BYTES) {
            errors.add(
                    "",
                    null,
                    ErrorCode.TOO_LARGE,
                    "a document may have at most "
                            + Documents.MAX_BYTES
                            + " bytes, this one has "
                            + utf8.length);
            return errors.invalid();
        }
        // Decoding first means that bytes that are not UTF-8 can't pick another encoding.
        String decoded = new String(utf8, StandardCharsets.UTF_8);
        String text = decoded.startsWith(BYTE_ORDER_MARK) ? decoded.substring(1) : decoded;
        @Nullable JsonNode root = null;
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            root = new StrictJsonReader(parser, errors).document();
        } catch (StreamConstraintsException e) {
            errors.add("", null, ErrorCode.TOO_LARGE, "not read: " + e.getOriginalMessage());
        } catch (JacksonException e) {
            errors.add(
                    "",
                    null,
                    ErrorCode.MALFORMED,
                    "not valid JSON at " + place(e.getLocation()) + ": " + e.getOriginalMessage());
        }
        return errors.validated(root);
    }

    private @Nullable JsonNode document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            errors.add("", null, ErrorCode.MALFORMED, "the document is empty; it must be JSON");
            return null;
        }
        JsonNode root = value(first, "");
        if (parser.nextToken() != null) {
            errors.add(
                    "",
                    null,
                    ErrorCode.MALFORMED,
                    "something follows the end of the document at "
                            + place(parser.currentTokenLocation())
                            + "; there must be one JSON value only");
        }
        return root;
    }

    private JsonNode value(JsonToken token, String path) {
        return switch (token) {
            case START_OBJECT -> object(path);
            case START_ARRAY -> array(path);
            case VALUE_STRING -> NODES.stringNode(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(path);
            case VALUE_TRUE -> NODES.booleanNode(true);
            case VALUE_FALSE -> NODES.booleanNode(false);
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new IllegalStateException("token=" + token + " path=" + path);
        };
    }

    private JsonNode object(String path) {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            TokenStreamLocation where = parser.currentTokenLocation();
            String inner = ObjectFields.join(path, name);
            JsonNode node = value(parser.nextToken(), inner);
            if (object.has(name)) {
                errors.add(
                        inner,
                        node,
                        ErrorCode.DUPLICATE_KEY,
                        "\""
                                + name
                                + "\" is written again at "
                                + place(where)
                                + "; once is enough");
            } else {
                object.set(name, node);
            }
        }
        return object;
    }

    private JsonNode array(String path) {
        ArrayNode array = NODES.arrayNode();
        for (JsonToken token = parser.nextToken();
                token != JsonToken.END_ARRAY;
                token = parser.nextToken()) {
            array.add(value(token, path + "[" + array.size() + "]"));
        }
        return array;
    }

    private JsonNode number(String path) {
        BigDecimal value = parser.getDecimalValue();
        // Arithmetic between numbers of very different size would take memory without bound.
        if (Math.abs((long) value.scale()) > 1_000) {
            errors.add(
                    path,
                    null,
                    ErrorCode.TOO_LARGE,
                    "the number at "
                            + place(parser.currentTokenLocation())
                            + " is beyond what a double holds (about 1e-308 to 1e308)");
            return NODES.nullNode();
        }
        return DecimalNode.valueOf(value);
    }

    private static String place(TokenStreamLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }
}
