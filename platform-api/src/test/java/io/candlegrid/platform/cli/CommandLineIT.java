package io.candlegrid.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.Samples;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The commands against a running platform. */
class CommandLineIT {

    private static final String SYMBOL = "SYNTHCLI";
    private static final RestClient REST = TestPlatform.rest();

    @TempDir private Path directory = Path.of("");

    @BeforeAll
    static void importCandles() {
        Samples.importMonth(REST, SYMBOL);
    }

    @Test
    void printsTheReportOfABacktestAsOneDocument() throws IOException {
        Path file = write("backtest.json", Samples.backtest(SYMBOL));
        CommandLineRun run = CommandLineRun.of("backtest", file.toString(), "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().path("schema").asString()).isEqualTo("backtest-report/v1");
        assertThat(run.out().strip().lines()).hasSize(1);
    }

    @Test
    void printsTheMetricsOfABacktestForPeople() throws IOException {
        Path file = write("backtest.json", Samples.backtest(SYMBOL));
        CommandLineRun run = CommandLineRun.of("backtest", file.toString());
        assertThat(run.out()).contains("sharpe").contains("max_drawdown").contains("candles from");
    }

    @Test
    void printsTheSectionsOfABacktestThatAreAskedFor() throws IOException {
        Path file = write("backtest.json", Samples.backtest(SYMBOL));
        CommandLineRun both =
                CommandLineRun.of("backtest", file.toString(), "--sections", "policies,costs");
        assertThat(both.exitCode()).as(both.err()).isZero();
        assertThat(both.out())
                .contains("pessimistic", "ambiguous bars", "slippage_plus_tick", "break-even fee:");
        assertThat(CommandLineRun.of("backtest", file.toString()).out())
                .doesNotContain("break-even fee:");
        CommandLineRun wrong = CommandLineRun.of("backtest", file.toString(), "--sections", "all");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.err()).contains("there are: policies, costs");
    }

    @Test
    void followsAnOptimizationAndPrintsItsResultAsOneDocument() throws IOException {
        Path file = write("grid.json", Samples.optimization(SYMBOL));
        CommandLineRun run = CommandLineRun.of("optimize", file.toString(), "--watch", "--json");
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.json().path("schema").asString()).isEqualTo("optimization-result/v1");
        assertThat(run.json().path("top").size()).isEqualTo(50);
        assertThat(run.err()).contains("200/200 combinations");

        String job = run.json().path("job").asString();
        assertThat(CommandLineRun.of("top", job, "--json").json().path("top"))
                .isEqualTo(run.json().path("top"));
        assertThat(CommandLineRun.of("top", job, "--csv").out().lines()).hasSize(51);
        assertThat(CommandLineRun.of("top", job, "--rows", "3").out()).contains("The best of 200");
        assertThat(CommandLineRun.of("jobs").out()).contains(job).contains("COMPLETED");
        assertThat(CommandLineRun.of("jobs", job).exitCode()).isZero();
        CommandLineRun stop = CommandLineRun.of("jobs", job, "stop");
        assertThat(stop.exitCode()).isEqualTo(1);
        assertThat(stop.err()).contains("COMPLETED");
    }

    @Test
    void leavesAJobToTheRunningPlatformUnlessAskedToWatch() throws IOException {
        var document = Samples.optimization(SYMBOL);
        document.put("top", 7);
        Path file = write("grid.json", document);
        CommandLineRun run = CommandLineRun.of("optimize", file.toString());
        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).contains("Follow it with: candlegrid jobs ");
    }

    @Test
    void importsAFileOnceHoweverOftenItIsGiven() throws IOException {
        Path file =
                Files.writeString(
                        directory.resolve("CLIUSDT-1m-2024-01.csv"),
                        """
                        1704067200000,1.0,1.2,0.9,1.1,10,1704067259999,11,5,4,4.4,0
                        1704067260000,1.1,1.3,1.0,1.2,11,1704067319999,12,6,5,5.5,0
                        1704067320000,1.1,0.3,1.0,1.2,11,1704067379999,12,6,5,5.5,0
                        """);
        CommandLineRun first =
                CommandLineRun.of("import", file.toString(), "--market", "1", "--json");
        assertThat(first.exitCode()).as(first.err()).isZero();
        JsonNode report = first.json().path("files").get(0);
        assertThat(report.path("imported").asInt()).isEqualTo(2);
        assertThat(report.path("rejected").get(0).path("line").asInt()).isEqualTo(3);
        CommandLineRun second = CommandLineRun.of("import", file.toString(), "--market", "1");
        assertThat(second.out()).contains("CLIUSDT").contains(":3: ");
        JsonNode third =
                CommandLineRun.of("import", file.toString(), "--market", "1", "--json").json();
        assertThat(third.path("files").get(0).path("already_there").asInt()).isEqualTo(2);
    }

    @Test
    void saysWhatRuns() {
        CommandLineRun run = CommandLineRun.of("status");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains(TestPlatform.rest().base().toString())
                .contains("api,worker,scheduler");
        assertThat(CommandLineRun.of("status", "--json").json().path("roles").size()).isEqualTo(3);
    }

    @Test
    void saysThatNothingRunsOnAnotherDirectory() {
        CommandLineRun run = CommandLineRun.bare("status", "--data", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("candlegrid up");
    }

    @Test
    void refusesASecondPlatformOnTheSameDirectory() {
        CommandLineRun run = CommandLineRun.of("up", "--port", "0");
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("already runs on").contains("up --roles worker");
    }

    @Test
    void doesNotKnowAJobThatIsNotThere() {
        CommandLineRun run = CommandLineRun.of("top", UUID.randomUUID().toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("there is no job");
    }

    private Path write(String name, JsonNode document) throws IOException {
        return Files.writeString(directory.resolve(name), document.toString());
    }
}
