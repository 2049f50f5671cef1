package io.candlegrid.domain.optimization;

import static io.candlegrid.domain.document.TestDocuments.OPTIMIZATION;
import static io.candlegrid.domain.document.TestDocuments.errors;
import static io.candlegrid.domain.document.TestDocuments.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Documents that nobody would write must be answered too: with errors, never with an exception. */
class OddDocumentsTest {

    private static final List<String> ODD =
            List.of(
                    "null",
                    "true",
                    "-1",
                    "0",
                    "1e308",
                    "1e-300",
                    "12345678901234567890.123456789",
                    "\"\"",
                    "\"*\"",
                    "\"a.b.c < 1 < 2\"",
                    "\"\\u0000\\ud800\"",
                    "[]",
                    "[[]]",
                    "[null, null]",
                    "{}",
                    "{\"\": 1}",
                    "{\"from\": {}, \"to\": [], \"step\": null}",
                    "{\"a.b\": {\"from\": 1, \"to\": 2, \"step\": 1}}",
                    "{\"type\": {}}",
                    "{\"const\": []}");

    @Test
    void anOddValueInAnyPlaceIsAnswered() {
        int places = places(json(OPTIMIZATION)).size();
        assertThat(places).isGreaterThan(70);
        for (int place = 0; place < places; place++) {
            for (String odd : ODD) {
                JsonNode document = json(OPTIMIZATION);
                places(document).get(place).set(json(odd));
                check(document);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void manyOddValuesTogetherAreAnswered(int seed) {
        Random random = new Random(seed);
        JsonNode document = json(OPTIMIZATION);
        for (int i = 0; i < 1 + random.nextInt(12); i++) {
            List<Place> places = places(document);
            if (!places.isEmpty()) {
                places.get(random.nextInt(places.size()))
                        .set(json(ODD.get(random.nextInt(ODD.size()))));
            }
        }
        check(document);
    }

    static IntStream seeds() {
        return IntStream.range(0, 300);
    }

    private static void check(JsonNode document) {
        Validated<OptimizationSpec> read = OptimizationDocument.read(document);
        List<ValidationError> errors = errors(read);
        assertThat(errors).as("%s", document).isSorted();
        assertThat(errors).as("%s", document).doesNotHaveDuplicates();
        for (ValidationError error : errors) {
            assertThat(ErrorCode.byLabel(error.code())).as("%s", error).isPresent();
            assertThat(error.message()).as("%s", error).isNotBlank().hasSizeLessThan(1_000);
        }
        if (read instanceof Validated.Valid<OptimizationSpec>(OptimizationSpec spec)) {
            assertThat(errors(OptimizationDocument.read(OptimizationDocument.write(spec))))
                    .as("%s", document)
                    .isEmpty();
            assertThat(Combinations.bind(spec, spec.space().size() - 1)).isNotNull();
            assertThat(SearchPlan.of(spec.space()).partitions()).isNotEmpty();
            assertThat(TemplateHash.of(spec).hex()).hasSize(64);
        }
    }

    /** A field or an element that can be replaced. */
    private record Place(JsonNode owner, String name, int index) {
        void set(JsonNode value) {
            if (owner instanceof ArrayNode array) {
                array.set(index, value);
            } else {
                ((ObjectNode) owner).set(name, value);
            }
        }
    }

    private static List<Place> places(JsonNode node) {
        List<Place> places = new ArrayList<>();
        collect(node, places);
        return places;
    }

    private static void collect(JsonNode node, List<Place> places) {
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            places.add(new Place(node, "", i));
            collect(node.get(i), places);
        }
        if (node.isObject()) {
            for (String name : node.propertyNames()) {
                places.add(new Place(node, name, 0));
                collect(node.get(name), places);
            }
        }
    }
}
