package io.candlegrid.platform.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.testing.CandlegridProcess;
import io.candlegrid.platform.testing.RestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The simulated exchanges in a process of their own. */
class SimulateCommandIT {

    private static final long MINUTE = 60_000;
    private static final long FIRST = 1_704_067_200_000L;

    @TempDir private Path directory = Path.of("");

    @Test
    void playsAnArchiveOverAndOverWithItsHoles() throws Exception {
        Path file =
                Files.writeString(
                        directory.resolve("REPLAYUSDT-1m-2024-01.csv"),
                        """
                        1704067200000,1.0,1.2,0.9,1.1,10,1704067259999,11,5,4,4.4,0
                        1704067260000,1.1,1.3,1.0,1.2,11,1704067319999,12,6,5,5.5,0
                        1704067380000,1.2,1.4,1.1,1.3,12,1704067439999,13,7,6,6.6,0
                        """);
        try (CandlegridProcess simulator =
                CandlegridProcess.startBare(
                        "simulate", "--port", "0", "--archive", file.toString(), "--market", "1")) {
            simulator.awaitLine("Simulating 1 instruments");
            Map<String, String> exported = exported(simulator.output());
            assertThat(exported).hasSize(8);
            URI rest = URI.create(exported.get("CANDLEGRID_BINANCE_SPOT_REST_URL"));

            long minute = System.currentTimeMillis() / MINUTE * MINUTE;
            long turn = minute - Math.floorMod(minute - FIRST, 4 * MINUTE) - 8 * MINUTE;
            JsonNode rows =
                    RestClient.at(rest)
                            .get(
                                    rest.getPath()
                                            + "/api/v3/klines?symbol=SYNTHREPLAYUSDT&interval=1m&startTime="
                                            + turn
                                            + "&endTime="
                                            + (turn + 5 * MINUTE - 1))
                            .json();

            assertThat(rows.valueStream().map(row -> (row.get(0).asLong() - turn) / MINUTE))
                    .containsExactly(0L, 1L, 3L, 4L);
            assertThat(rows.valueStream().map(row -> row.get(4).asString()).map(Double::valueOf))
                    .containsExactly(1.1, 1.2, 1.3, 1.1);
        }
    }

    private static Map<String, String> exported(String output) {
        return output.lines()
                .filter(line -> line.startsWith("export "))
                .map(line -> line.substring("export ".length()).split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Test
    void saysWhatIsWrongWithItsOptions() throws IOException {
        assertRefused("--symbols must be 1 to 2000, or 0 with --archive, got 0", "--symbols", "0");
        assertRefused("there is no fault 'fire'; choose from disconnect", "--fault", "fire");
        assertRefused("is not KIND:SHARE:TIME", "--fault", "late:2");
        assertRefused("--market must be 1, 2, 3 or 4, got 9", "--market", "9");
        assertRefused("There is no readable file", "--archive", "nowhere.zip");
        Path file = Files.writeString(directory.resolve("notes.csv"), "nothing\n");
        assertRefused("--archive " + file, "--archive", file.toString(), "--market", "1");
    }

    private static void assertRefused(String message, String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "simulate";
        System.arraycopy(options, 0, arguments, 1, options.length);
        CommandLineRun run = CommandLineRun.bare(arguments);
        assertThat(run.exitCode()).as(run.err()).isEqualTo(2);
        assertThat(run.err()).contains(message);
    }
}
