package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Checks files before anything of them is imported: that they are there and whole (archives are
 * unpacked once to compare checksums), that their layout is known, and whose data of which kind
 * they hold. Thread-safe.
 */
public final class ArchiveInspector {

    private final ArchiveLimits limits;

    public ArchiveInspector(ArchiveLimits limits) {
        this.limits = limits;
    }

    /**
     * The parts of a file: one, or one for every candle file in a zip.
     *
     * @throws BadArchiveException when the file can't be imported
     */
    public List<ArchivePart> inspect(ImportFile file) throws BadArchiveException {
        Path path = file.path();
        if (!Files.isRegularFile(path)) {
            throw new BadArchiveException("not_found", "there is no file " + path);
        }
        try {
            return switch (PackedContent.Packing.of(path)) {
                case ZIP -> inspectZip(file);
                case GZIP -> {
                    PackedContent.verifyWhole(path, limits);
                    yield List.of(part(file, file.name(), null));
                }
                case PLAIN -> List.of(part(file, file.name(), null));
            };
        } catch (PackedContent.TooLargeException e) {
            throw new BadArchiveException("too_large", "the file is refused: " + e.getMessage());
        } catch (ZipException | EOFException e) {
            throw new BadArchiveException(
                    "damaged_archive",
                    "the archive is damaged or cut off ("
                            + e.getMessage()
                            + "); download it again. Nothing of it was imported");
        } catch (IOException e) {
            throw new BadArchiveException("unreadable", "it can't be read: " + e.getMessage());
        }
    }

    private List<ArchivePart> inspectZip(ImportFile file) throws IOException, BadArchiveException {
        List<String> entries =
                PackedContent.entries(file.path(), limits).stream()
                        .filter(entry -> entry.toLowerCase(Locale.ROOT).matches(".*\\.(csv|json)"))
                        .toList();
        if (entries.isEmpty()) {
            throw new BadArchiveException("empty", "the zip has no csv in it");
        }
        List<ArchivePart> parts = new ArrayList<>();
        for (String entry : entries) {
            PackedContent.verifyEntry(file.path(), entry, limits);
            String name = entries.size() == 1 ? file.name() : file.name() + "!" + entry;
            parts.add(part(file, name, entry));
        }
        return parts;
    }

    private ArchivePart part(ImportFile file, String name, @Nullable String entry)
            throws IOException, BadArchiveException {
        Layout layout;
        long packedBytes;
        ArchiveName outer = ArchiveName.of(file.name());
        DataKind kind = kind(file, entry);
        try (PackedContent content = PackedContent.open(file.path(), entry, limits)) {
            packedBytes = content.packedBytes();
            boolean json = isJson(file.path(), entry);
            layout = LayoutDetector.detect(sample(new Rows(content, json)), json, kind);
        }
        InstrumentId instrument = instrument(file, outer, entry, layout);
        return new ArchivePart(name, file.path(), entry, instrument, layout, packedBytes);
    }

    /** What somebody says, else what the names say; null when they don't. */
    private static @Nullable DataKind kind(ImportFile file, @Nullable String entry) {
        if (file.kind() != null) {
            return file.kind();
        }
        DataKind outer = ArchiveName.kind(file.name());
        return outer != null || entry == null ? outer : ArchiveName.kind(entry);
    }

    private boolean isJson(Path path, @Nullable String entry) throws IOException {
        try (PackedContent content = PackedContent.open(path, entry, limits)) {
            int b = content.read();
            while (b == ' ' || b == '\n' || b == '\r' || b == '\t') {
                b = content.read();
            }
            return b == '[';
        }
    }

    private static List<String> sample(Rows rows) throws IOException {
        List<String> sample = new ArrayList<>();
        while (sample.size() < LayoutDetector.SAMPLE && rows.next()) {
            if (!rows.isBlank()) {
                sample.add(rows.toString());
            }
        }
        return sample;
    }

    private static InstrumentId instrument(
            ImportFile file, ArchiveName outer, @Nullable String entry, Layout layout)
            throws BadArchiveException {
        ArchiveName inner = entry == null ? outer : ArchiveName.of(entry);
        String symbol = file.symbol();
        if (symbol == null) {
            symbol = inner.symbol() == null ? outer.symbol() : inner.symbol();
        }
        if (symbol == null) {
            throw new BadArchiveException(
                    "symbol_unknown",
                    "the symbol can't be told from the name '"
                            + LayoutDetector.shorten(lastPart(file.name()))
                            + "' (expected e.g. BTCUSDT-1m-2024-01.zip); say it with --symbol");
        }
        if (!InstrumentId.isSymbol(symbol)) {
            throw new BadArchiveException(
                    "symbol_unknown",
                    "'" + LayoutDetector.shorten(symbol) + "' is not a symbol like BTCUSDT");
        }
        Market market = market(file, outer, layout);
        if (layout.kind() != DataKind.CANDLES && market.type() != MarketType.FUTURES) {
            throw new BadArchiveException(
                    "not_allowed",
                    "there are funding rates and mark prices on futures markets only (2 binance, 4"
                            + " bybit), and market "
                            + market.id()
                            + " is "
                            + market.exchange().label()
                            + " spot");
        }
        return new InstrumentId(market.id(), symbol);
    }

    private static Market market(ImportFile file, ArchiveName name, Layout layout)
            throws BadArchiveException {
        Integer given = file.marketId();
        if (given != null) {
            Market market =
                    Market.byId(given)
                            .orElseThrow(() ->
                                    new BadArchiveException(
                                            "market_unknown",
                                            "market "
                                                    + given
                                                    + " is none of 1 binance spot, 2 binance"
                                                    + " futures, 3 bybit spot, 4 bybit"
                                                    + " futures"));
            if (layout.exchange() != null && layout.exchange() != market.exchange()) {
                throw new BadArchiveException(
                        "market_mismatch",
                        "the file has the layout of "
                                + layout.exchange().label()
                                + ", market "
                                + given
                                + " is of "
                                + market.exchange().label());
            }
            return market;
        }
        Exchange exchange = layout.exchange() == null ? name.exchange() : layout.exchange();
        boolean futures = layout.kind() != DataKind.CANDLES;
        MarketType type = futures || name.type() == null ? layout.type() : name.type();
        if (exchange == null || type == null) {
            throw new BadArchiveException(
                    "market_unknown",
                    "neither name nor layout tell the market; say it with --market: 1 binance spot,"
                            + " 2 binance futures, 3 bybit spot, 4 bybit futures");
        }
        return Market.ALL.stream()
                .filter(market -> market.exchange() == exchange && market.type() == type)
                .findFirst()
                .orElseThrow();
    }

    private static String lastPart(String name) {
        return name.substring(name.replace('\\', '/').lastIndexOf('/') + 1);
    }
}
