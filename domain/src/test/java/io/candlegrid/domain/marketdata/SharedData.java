package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The directory of real market data that tests may compare with: system property {@code
 * candlegrid.shared-data}. Where it is absent such tests are skipped, on CI they fail.
 */
public final class SharedData {

    private SharedData() {}

    /** A file below the directory; the calling test is skipped when there is none. */
    public static Path file(String path) {
        Path file = Path.of(System.getProperty("candlegrid.shared-data", "absent"), path);
        boolean isThere = Files.exists(file);
        if ("true".equals(System.getenv("CI"))) {
            assertThat(isThere).as("shared data %s", file).isTrue();
        }
        assumeTrue(isThere, () -> "SKIPPED: no shared data at " + file);
        return file;
    }

    /** The lines of a gzipped text file. */
    public static List<String> gzipLines(String path) {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                new GZIPInputStream(Files.newInputStream(file(path))),
                                StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }

    /** The 1m series of a gzipped archive file of 2024 or before, with or without a header. */
    public static CandleSeries archive(InstrumentId instrument, String path) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument);
        for (String line : gzipLines(path)) {
            String[] fields = line.split(",");
            if (Character.isDigit(fields[0].charAt(0))) {
                builder.add(
                        Long.parseLong(fields[0]),
                        new BigDecimal(fields[1]),
                        new BigDecimal(fields[2]),
                        new BigDecimal(fields[3]),
                        new BigDecimal(fields[4]),
                        new BigDecimal(fields[5]));
            }
        }
        return builder.build();
    }
}
