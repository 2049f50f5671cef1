package io.candlegrid.domain.document;

import static io.candlegrid.domain.document.TestDocuments.errors;
import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.summary;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class DocumentsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "   ",
                "{",
                "[1, 2",
                "{\"a\": }",
                "{\"a\": 1,}",
                "[1,]",
                "{'a': 1}",
                "{a: 1}",
                "// note\n{}",
                "{} {}",
                "{} x",
                "1 2",
                "NaN",
                "[Infinity]",
                "[01]",
                "[+1]",
                "[.5]",
                "[5.]",
                "\"\u0007\"",
                "\"\\x\"",
                "nul",
            })
    void textsThatAreNotJsonAreMalformedAndUnreadable(String text) {
        Validated<JsonNode> parsed = Documents.parse(text);

        assertThat(summary(parsed)).containsExactly(" malformed");
        assertThat(Documents.isUnreadable(errors(parsed))).isTrue();
    }

    @Test
    void aMalformedDocumentSaysLineAndColumn() {
        assertThat(errors(Documents.parse("{\n  \"a\": 1,\n  \"b\" 2}")).getFirst().message())
                .contains("line 3, column");
    }

    @Test
    void everyDuplicateKeyIsReportedWithPathAndLine() {
        Validated<JsonNode> parsed =
                Documents.parse("{\"a\": {\"b\": 1,\n\"b\": 2},\n \"c\": [{\"d\": 1, \"d\": 1}]}");

        assertThat(summary(parsed)).containsExactly("a.b duplicate_key", "c[0].d duplicate_key");
        assertThat(errors(parsed).getFirst().message()).contains("\"b\"", "line 2, column 1");
        assertThat(Documents.isUnreadable(errors(parsed))).isTrue();
    }

    @Test
    void aKeyMayOccurInDifferentObjects() {
        assertThat(summary(Documents.parse("{\"a\": {\"a\": {\"a\": 1}}}"))).isEmpty();
    }

    @Test
    void aDocumentOfOneMebibyteIsReadAndOneByteMoreIsNot() {
        String most = "[" + " ".repeat(Documents.MAX_BYTES - 2) + "]";

        assertThat(summary(Documents.parse(most))).isEmpty();
        assertThat(summary(Documents.parse(most + " "))).containsExactly(" too_large");
    }

    @Test
    void nestingBeyondTheLimitIsNotRead() {
        int most = Documents.MAX_DEPTH;

        assertThat(summary(Documents.parse("[".repeat(most) + "]".repeat(most)))).isEmpty();
        assertThat(summary(Documents.parse("[".repeat(most + 1) + "]".repeat(most + 1))))
                .containsExactly(" too_large");
        assertThat(summary(Documents.parse("{\"a\":".repeat(100_000))))
                .containsExactly(" too_large");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e-999999999", "1e2000"})
    void numbersOfImpossibleSizeAreNotReadAndTakeNoTime(String number) {
        assertThat(summary(Documents.parse("{\"a\": [" + number + "]}")))
                .containsExactly("a[0] too_large");
    }

    @Test
    void aNumberWithMoreDigitsThanAnybodyNeedsIsNotRead() {
        assertThat(summary(Documents.parse("9".repeat(1_000)))).containsExactly(" too_large");
    }

    @Test
    void aByteOrderMarkIsIgnored() {
        assertThat(summary(Documents.parse("\uFEFF{}".getBytes(StandardCharsets.UTF_8)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"b": 1, "a": 2}        | {"a":2,"b":1}
                    [1, 1.0, 1e0, 10E-1]    | [1,1,1,1]
                    [0, -0, 0.0, -0.0, 0e9] | [0,0,0,0,0]
                    [100, 1e2, 0.1e3]       | [100,100,100]
                    [0.10, 1e-1]            | [0.1,0.1]
                    [1e30, 10e29]           | [1E+30,1E+30]
                    [1e-30]                 | [1E-30]
                    [true, false, null]     | [true,false,null]
                    ["ä\\u0041\\n"]         | ["äA\\n"]
                    {"a": {"z": [], "y": {}}} | {"a":{"y":{},"z":[]}}
                    """)
    void canonicalFormSortsKeysAndNormalisesNumbers(String written, String canonical) {
        assertThat(Documents.canonical(json(written))).isEqualTo(canonical);
        assertThat(Documents.canonical(json(canonical))).isEqualTo(canonical);
    }

    @Test
    void nodesBuiltInMemoryHaveTheSameCanonicalFormAsParsedOnes() {
        JsonNode built =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("int", 20)
                        .put("long", 20L)
                        .put("double", 20.0)
                        .put("text", "x");

        assertThat(Documents.canonical(built))
                .isEqualTo("{\"double\":20,\"int\":20,\"long\":20,\"text\":\"x\"}");
        assertThat(Documents.hash(built))
                .isEqualTo(
                        Documents.hash(
                                json(
                                        """
                                        {"text": "x", "long": 2e1, "int": 20.0, "double": 20}
                                        """)));
    }

    @Test
    void errorsAreWrittenInTheOneShapeAndSorted() {
        ErrorCollector collector = new ErrorCollector();
        collector.add("b", null, ErrorCode.MISSING, "missing: b");
        collector.add("a", json("1"), ErrorCode.UNKNOWN_FIELD, "unknown field");
        collector.add("a", json("1"), ErrorCode.OUT_OF_RANGE, "a must be between 2 and 3, got 1");

        assertThat(Documents.errors(errors(collector.<String>invalid())).toString())
                .isEqualTo(
                        "{\"type\":\"validation\",\"errors\":["
                                + "{\"path\":\"a\",\"value\":1,\"code\":\"out_of_range\","
                                + "\"message\":\"a must be between 2 and 3, got 1\"},"
                                + "{\"path\":\"a\",\"value\":1,\"code\":\"unknown_field\","
                                + "\"message\":\"unknown field\"},"
                                + "{\"path\":\"b\",\"value\":null,\"code\":\"missing\","
                                + "\"message\":\"missing: b\"}]}");
        assertThat(Documents.isUnreadable(errors(collector.<String>invalid()))).isFalse();
    }

    @Test
    void longValuesAreCutAndManyErrorsAreCounted() {
        ErrorCollector collector = new ErrorCollector();
        JsonNode longText = JsonNodeFactory.instance.stringNode("x".repeat(5_000));
        for (int i = 0; i < ErrorCollector.MAX_ERRORS + 7; i++) {
            collector.add("p", longText, ErrorCode.WRONG_TYPE, "wrong " + i);
        }

        List<ValidationError> errors = errors(collector.<String>invalid());
        assertThat(errors).hasSize(ErrorCollector.MAX_ERRORS + 1);
        assertThat(errors.getFirst().code()).isEqualTo("too_many_errors");
        assertThat(errors.getFirst().message()).contains("7 more");
        assertThat(String.valueOf(errors.getLast().value())).hasSizeLessThan(220);
    }

    @Test
    void everyCodeIsFoundByItsLabel() {
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorCode.byLabel(code.label())).contains(code);
        }
        assertThat(ErrorCode.byLabel("nonsense")).isEmpty();
    }
}
