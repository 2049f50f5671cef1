package io.candlegrid.platform.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Brings candles, funding rates and mark prices from files of the exchanges into the stores. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = {
            "Import 1m candles, funding rates or mark prices from files of Binance and Bybit: zip,"
                    + " csv, csv.gz or json.gz.",
            "Market, symbol and kind are detected from the file's name where possible. Importing a file"
                    + " twice changes nothing; bad rows are set aside and reported."
        })
final class ImportCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Archive files.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--market",
            paramLabel = "ID",
            description =
                    "1 binance spot, 2 binance futures, 3 bybit spot, 4 bybit futures (default:"
                            + " detected).")
    private @Nullable Integer market;

    @Option(
            names = "--symbol",
            paramLabel = "SYMBOL",
            description = "E.g. BTCUSDT (default: detected).")
    private @Nullable String symbol;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            description =
                    "candles, funding or mark (default: funding by its header, mark by a name like"
                            + " markPriceKlines, else candles).")
    private @Nullable String kind;

    @Option(names = "--json", description = "Print the report as one JSON document.")
    private boolean json;

    ImportCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        files.forEach(InputFile::requireReadable);
        List<MultipartBody.Field> fields = new ArrayList<>();
        if (market != null) {
            fields.add(new MultipartBody.Field("market_id", market.toString()));
        }
        if (symbol != null) {
            fields.add(new MultipartBody.Field("symbol", symbol));
        }
        if (kind != null) {
            fields.add(new MultipartBody.Field("kind", kind));
        }
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            ImportWatch imports = new ImportWatch(session.api(), console);
            JsonNode report = imports.toEnd(upload(session.api(), fields));
            if (json) {
                console.out().println(report);
            } else {
                ImportWatch.print(report, console.out());
            }
        }
        return 0;
    }

    private String upload(ApiClient api, List<MultipartBody.Field> fields) {
        try {
            return api.upload("/api/v1/imports", files, fields).path("job").asString();
        } catch (IOException e) {
            throw new UncheckedIOException("The files can't be read: " + e.getMessage(), e);
        }
    }
}
