package io.candlegrid.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.cli.CommandLineRun;
import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.RestClient.Answer;
import io.candlegrid.platform.testing.Samples;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Everything that people get wrong: a clear 4xx over REST, exit code 2 on the command line, and
 * nothing left behind.
 */
class WrongInputsIT {

    private static final String SYMBOL = "SYNTHWRONG";
    private static final RestClient REST = TestPlatform.rest();

    @TempDir private Path directory = Path.of("");

    @BeforeAll
    static void importCandles() {
        Samples.importMonth(REST, SYMBOL);
    }

    /**
     * A wrong document.
     *
     * @param name what is wrong
     * @param status the answer's status
     * @param path of the first error
     * @param words part of the first error's message
     */
    record Wrong(String name, String document, int status, String path, String words) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Wrong> wrongOptimizations() {
        ObjectNode unknown = search();
        unknown.put("objektive", "sharpe");
        ObjectNode window = search();
        indicator(window, "fast").put("window", 1);
        ObjectNode reversed = search();
        ((ObjectNode) reversed.get("range")).put("from", Samples.TO).put("to", Samples.FROM);
        ObjectNode absent = search();
        instrument(absent).put("symbol", "NOSUCHUSDT");
        ObjectNode huge = search();
        space(huge)
                .set(
                        "slow.window",
                        Samples.object("{\"from\": 30, \"to\": 1029, \"step\": 0.000000001}"));
        ObjectNode misspelt = search();
        space(misspelt).set("slow.windw", space(misspelt).remove("slow.window"));
        ObjectNode nothing = search();
        nothing.putArray("constraints").add("fast.window > slow.window");
        ObjectNode shortOnSpot = search();
        ObjectNode strategy = (ObjectNode) shortOnSpot.get("strategy");
        strategy.set("short", strategy.get("long"));
        return Stream.of(
                new Wrong("unknown field", unknown.toString(), 422, "objektive", "objective"),
                new Wrong(
                        "window 1",
                        window.toString(),
                        422,
                        "strategy.indicators.fast.window",
                        "between 2 and 2000, got 1"),
                new Wrong("to before from", reversed.toString(), 422, "range.to", "after from"),
                new Wrong(
                        "a symbol without data",
                        absent.toString(),
                        422,
                        "strategy.instrument",
                        "no candles of binance:spot:NOSUCHUSDT"),
                new Wrong("10^15 combinations", huge.toString(), 422, "space", ""),
                new Wrong(
                        "an axis named slow.windw",
                        misspelt.toString(),
                        422,
                        "space.slow.windw",
                        "slow.window"),
                new Wrong(
                        "a constraint that excludes everything",
                        nothing.toString(),
                        422,
                        "constraints",
                        ""),
                new Wrong(
                        "a short strategy on spot",
                        shortOnSpot.toString(),
                        422,
                        "strategy.short",
                        "spot"),
                new Wrong("half a document", "{\"schema\": \"optimi", 400, "", ""),
                new Wrong(
                        "a field written twice",
                        "{\"schema\": \"optimization/v1\", \"schema\": \"optimization/v1\"}",
                        400,
                        "schema",
                        "written again"));
    }

    @ParameterizedTest
    @MethodSource("wrongOptimizations")
    void answersAWrongOptimizationByAClear4xx(Wrong wrong) {
        long before = jobs();
        Answer answer = REST.post("/api/v1/jobs/optimizations", wrong.document());
        assertThat(answer.status()).as(answer.body()).isEqualTo(wrong.status());
        assertThat(answer.json().path("type").asString()).isEqualTo("validation");
        JsonNode first = answer.json().path("errors").get(0);
        assertThat(first.path("path").asString()).startsWith(wrong.path());
        assertThat(first.path("message").asString()).contains(wrong.words());
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\\tat ");
        assertThat(REST.post("/api/v1/jobs/optimizations", wrong.document()).body())
                .as("the answer is deterministic")
                .isEqualTo(answer.body());
        assertThat(jobs()).isEqualTo(before);
    }

    @ParameterizedTest
    @MethodSource("wrongOptimizations")
    void endsTheCommandWithExitCode2AndTheSameErrors(Wrong wrong) throws IOException {
        long before = jobs();
        Path file = Files.writeString(directory.resolve("wrong.json"), wrong.document());
        CommandLineRun run = CommandLineRun.of("optimize", file.toString(), "--json");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.json().path("type").asString()).isEqualTo("validation");
        assertThat(run.err()).contains(run.json().path("errors").get(0).path("message").asString());
        assertThat(run.err()).doesNotContain("Exception");
        assertThat(jobs()).isEqualTo(before);
    }

    static Stream<Wrong> wrongSubscriptions() {
        String many =
                IntStream.rangeClosed(0, 2_000)
                        .mapToObj(i -> "\"S" + i + "\"")
                        .collect(Collectors.joining(",", "{\"symbols\": [", "]}"));
        return Stream.of(
                new Wrong("no list", "{\"symbols\": \"BTCUSDT\"}", 422, "symbols", "a list like"),
                new Wrong("nothing", "{}", 422, "symbols", "[\"BTCUSDT\"]"),
                new Wrong(
                        "small letters",
                        "{\"symbols\": [\"BTCUSDT\", \"btcusdt\"]}",
                        422,
                        "symbols[1]",
                        "capital letters"),
                new Wrong("2,001 symbols", many, 422, "symbols", "2000 subscriptions, got 2001"),
                new Wrong(
                        "unknown field",
                        "{\"symbols\": [], \"markets\": []}",
                        422,
                        "markets",
                        "symbols"),
                new Wrong("half a document", "{\"symbols\": [", 400, "", ""));
    }

    @ParameterizedTest
    @MethodSource("wrongSubscriptions")
    void leavesSubscriptionsAsTheyAreWhenTheNewOnesAreWrong(Wrong wrong) {
        String path = "/api/v1/markets/4/subscriptions";
        String before = REST.get(path).body();
        for (Answer answer :
                List.of(REST.put(path, wrong.document()), REST.post(path, wrong.document()))) {
            assertThat(answer.status()).as(answer.body()).isEqualTo(wrong.status());
            JsonNode first = answer.json().path("errors").get(0);
            assertThat(first.path("path").asString()).isEqualTo(wrong.path());
            assertThat(first.path("message").asString()).contains(wrong.words());
        }
        assertThat(REST.get(path).body()).isEqualTo(before);
        assertThat(REST.get("/api/v1/markets/9/subscriptions").status()).isEqualTo(404);
    }

    @Test
    void givesAllErrorsOfADocumentAtOnce() {
        ObjectNode wrong = search();
        indicator(wrong, "fast").put("window", 1);
        indicator(wrong, "slow").put("window", 5000);
        wrong.put("objective", "sharp");
        Answer answer = REST.post("/api/v1/jobs/optimizations", wrong.toString());
        assertThat(answer.paths())
                .contains(
                        "objective",
                        "strategy.indicators.fast.window",
                        "strategy.indicators.slow.window")
                .isSorted();
    }

    @Test
    void refusesATruncatedZip() throws IOException {
        byte[] whole =
                zip("BTCUSDT-1m-2026-03.csv", "1772323200000,1,1,1,1,1,1772323259999,1,1,1,1,0\n");
        byte[] half = Arrays.copyOf(whole, whole.length - 30);
        expectRefused("BTCUSDT-1m-2026-03.zip", half);
    }

    @Test
    void refusesTheCsvOfAnotherExchange() throws IOException {
        String coinbase =
                """
                time,low,high,open,close,volume,product
                1704067200,42261.02,42330.49,42288.58,42283.58,35.1,BTC-USD
                1704067260,42261.02,42330.49,42288.58,42283.58,35.1,BTC-USD
                """;
        expectRefused("coinbase.csv", coinbase.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void refusesAFileThatIsNotThere() {
        CommandLineRun run = CommandLineRun.of("import", "nowhere-BTCUSDT-1m.zip");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("nowhere-BTCUSDT-1m.zip");
    }

    private void expectRefused(String name, byte[] content) throws IOException {
        String coverage = REST.get("/api/v1/coverage").body();
        Answer answer =
                REST.upload(
                        "/api/v1/imports", name, content, "market_id", "1", "symbol", "BTCUSDT");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        assertThat(answer.paths()).containsExactly("files[0]");
        assertThat(answer.json().path("errors").get(0).path("message").asString()).contains(name);
        Path file = Files.write(directory.resolve(name), content);
        CommandLineRun run =
                CommandLineRun.of(
                        "import", file.toString(), "--market", "1", "--symbol", "BTCUSDT");
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(name);
        assertThat(REST.get("/api/v1/coverage").body()).isEqualTo(coverage);
        assertThat(TestPlatform.dataDirectory().resolve("uploads")).isEmptyDirectory();
    }

    private static byte[] zip(String name, String content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return bytes.toByteArray();
    }

    private static long jobs() {
        return REST.get("/api/v1/jobs?limit=500").json().path("jobs").size();
    }

    private static ObjectNode search() {
        return Samples.optimization(SYMBOL);
    }

    private static ObjectNode indicator(ObjectNode document, String id) {
        return (ObjectNode) document.path("strategy").path("indicators").get(id);
    }

    private static ObjectNode instrument(ObjectNode document) {
        return (ObjectNode) document.path("strategy").get("instrument");
    }

    private static ObjectNode space(ObjectNode document) {
        return (ObjectNode) document.get("space");
    }
}
