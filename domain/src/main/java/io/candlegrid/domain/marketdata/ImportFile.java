package io.candlegrid.domain.marketdata;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file that somebody wants imported: zip, csv, csv.gz or json.gz.
 *
 * @param name what the user calls it; market and symbol are looked for in it, folders included
 * @param path where it lies; it must stay there until the import is done
 * @param marketId the market, null to detect it
 * @param symbol the symbol, null to detect it
 * @param kind what its rows are, null to detect it
 */
public record ImportFile(
        String name,
        Path path,
        @Nullable Integer marketId,
        @Nullable String symbol,
        @Nullable DataKind kind) {

    /** A file of which everything is to be detected. */
    public static ImportFile of(Path path) {
        return new ImportFile(path.toString(), path, null, null, null);
    }
}
