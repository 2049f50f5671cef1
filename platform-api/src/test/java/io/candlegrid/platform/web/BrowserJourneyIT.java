package io.candlegrid.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.Samples;
import io.candlegrid.platform.testing.SimulatedPlatform;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A researcher's way through the pages, in a real browser against a real platform. */
class BrowserJourneyIT {

    private static final List<String> BROWSERS =
            List.of(
                    "/usr/bin/chromium",
                    "/usr/bin/chromium-browser",
                    "/usr/bin/google-chrome",
                    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    @Test
    void shouldLeadFromTheFormOverTheProgressToTheEquityCurveWhileLiveCandlesMove(
            @TempDir Path data, @TempDir Path pictures) throws Exception {
        String browser = browser();
        try (SimulatedPlatform platform = SimulatedPlatform.start(data)) {
            walk(browser, platform.rest(), pictures);
        }
    }

    private static void walk(String browser, RestClient rest, Path pictures) throws Exception {
        Samples.importMonth(rest, "SYNTHBROWSER");
        Path log = pictures.resolve("journey.log");
        ProcessBuilder command =
                new ProcessBuilder(
                        "node",
                        "src/test/ui/journey.mjs",
                        rest.base().toString(),
                        pictures.toString());
        command.environment().put("CHROMIUM_PATH", browser);
        command.environment().put("JOURNEY_INSTRUMENT", "1:SYNTHBROWSER");
        command.environment().put("JOURNEY_LIVE", "1:" + SimulatedPlatform.SYMBOL);
        Process journey = command.redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(journey.waitFor(8, TimeUnit.MINUTES)).as("the journey ends").isTrue();
            assertThat(journey.exitValue())
                    .as(Files.readString(log, StandardCharsets.UTF_8))
                    .isZero();
            try (Stream<Path> files = Files.list(pictures)) {
                assertThat(files.filter(file -> file.toString().endsWith(".png"))).isNotEmpty();
            }
        } finally {
            journey.descendants().forEach(ProcessHandle::destroyForcibly);
            journey.destroyForcibly();
        }
    }

    private static String browser() {
        Optional<String> found =
                Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM_PATH")), BROWSERS.stream())
                        .filter(path -> new File(path).canExecute())
                        .findFirst();
        if (!Boolean.parseBoolean(System.getenv("CI"))) {
            Assumptions.assumeTrue(
                    found.isPresent(),
                    "no Chromium here: install it (apt install chromium) or set CHROMIUM_PATH");
        }
        return found.orElseThrow(
                () -> new AssertionError("CI has no Chromium: install it or set CHROMIUM_PATH"));
    }
}
