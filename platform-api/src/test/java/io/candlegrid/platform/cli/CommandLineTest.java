package io.candlegrid.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

    @Test
    void printsWhatItCanDoWhenGivenNothing() {
        CommandLineRun run = CommandLineRun.bare();
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .contains("demo", "up", "import", "backtest", "optimize", "jobs", "top", "status")
                .contains("test", "bench")
                .doesNotContain("chdb-server");
    }

    @Test
    void printsItsVersion() {
        assertThat(CommandLineRun.bare("--version").out())
                .startsWith("candlegrid ")
                .contains("Java ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo",
                "up",
                "import",
                "backtest",
                "optimize",
                "jobs",
                "top",
                "status",
                "test",
                "bench"
            })
    void explainsEveryCommand(String command) {
        CommandLineRun run = CommandLineRun.bare(command, "--help");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out()).startsWith("Usage: candlegrid " + command);
    }

    @Test
    void suggestsTheCommandThatWasMeant() {
        CommandLineRun run = CommandLineRun.bare("optimise");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("optimize");
    }

    @Test
    void refusesAJobIdThatIsNone() {
        CommandLineRun run = CommandLineRun.bare("top", "latest");
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("'latest' is no job id").doesNotContain("Exception");
    }

    @Test
    void namesTheRolesWhenOneIsUnknown(@TempDir Path directory) {
        CommandLineRun run =
                CommandLineRun.bare("up", "--roles", "works", "--data", directory.toString());
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("api,worker,scheduler");
    }
}
