package io.candlegrid.domain.marketdata;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A file of candles that somebody wants imported: zip, csv, csv.gz or json.gz.
 *
 * @param name what the user calls it; market and symbol are looked for in it, folders included
 * @param path where it lies; it must stay there until the import is done
 * @param marketId the market, null to detect it
 * @param symbol the symbol, null to detect it
 */
public record ImportFile(
        String name, Path path, @Nullable Integer marketId, @Nullable String symbol) {

    /** A file whose market and symbol are to be detected. */
    public static ImportFile of(Path path) {
        return new ImportFile(path.toString(), path, null, null);
    }
}
