package io.candlegrid.fastpath.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fast engine on its scalar kernels, in a JVM that has no vectors. */
class ScalarKernelsTest {

    @Test
    void shouldGiveTheBitsOfTheReferenceEngineWithoutVectors(@TempDir Path directory)
            throws IOException, InterruptedException {
        Path output = directory.resolve("output");
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                DifferentialRun.class.getName(),
                                "300",
                                "0",
                                "20")
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();
        try {
            assertThat(run.waitFor(5, TimeUnit.MINUTES)).as("ended").isTrue();
        } finally {
            run.destroyForcibly();
        }
        assertThat(Files.readString(output))
                .contains("kernels: scalar")
                .contains("pairs=300 grids=20")
                .contains("differences=0");
        assertThat(run.exitValue()).isZero();
    }
}
