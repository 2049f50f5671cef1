package io.candlegrid.platform.cli;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.archive.ArchiveInspector;
import io.candlegrid.domain.marketdata.archive.ArchiveLimits;
import io.candlegrid.domain.marketdata.archive.ArchivePart;
import io.candlegrid.domain.marketdata.archive.ArchiveReader;
import io.candlegrid.domain.marketdata.archive.BadArchiveException;
import io.candlegrid.grid.exchange.simulator.CandleScript;
import io.candlegrid.grid.exchange.simulator.StoredScript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The candles of archive files as simulated exchanges play them again. */
final class ArchiveScripts {

    /** Before the symbol, so that nobody takes these candles for those of the market. */
    private static final String PREFIX = "SYNTH";

    private static final int MOST_CANDLES = 3_000_000;
    private static final int BLOCK = 10_000;

    private final @Nullable Integer marketId;
    private final Map<InstrumentId, NavigableMap<Long, Candle>> candles = new LinkedHashMap<>();
    private int count;

    private ArchiveScripts(@Nullable Integer marketId) {
        this.marketId = marketId;
    }

    /**
     * Reads files; several of one instrument are put together.
     *
     * @param marketId of all files, null to detect it
     */
    static Map<InstrumentId, CandleScript> read(List<Path> files, @Nullable Integer marketId) {
        ArchiveScripts scripts = new ArchiveScripts(marketId);
        files.forEach(scripts::read);
        Map<InstrumentId, CandleScript> read = new LinkedHashMap<>();
        scripts.candles.forEach((id, own) -> read.put(id, new StoredScript(own)));
        return read;
    }

    private void read(Path file) {
        InputFile.requireReadable(file);
        try {
            ImportFile wanted =
                    new ImportFile(file.toString(), file, marketId, null, DataKind.CANDLES);
            for (ArchivePart part : new ArchiveInspector(ArchiveLimits.DEFAULT).inspect(wanted)) {
                read(part);
            }
        } catch (BadArchiveException | IOException e) {
            throw new InputProblem("--archive " + file + ": " + e.getMessage());
        }
    }

    private void read(ArchivePart part) throws IOException {
        InstrumentId id = part.instrument();
        NavigableMap<Long, Candle> own = new TreeMap<>();
        try (ArchiveReader reader = new ArchiveReader(part, ArchiveLimits.DEFAULT)) {
            for (ArchiveReader.Block block = reader.next(BLOCK, 0);
                    block != null;
                    block = reader.next(BLOCK, 0)) {
                add(block.candles(), own);
            }
        }
        if (own.isEmpty()) {
            throw new InputProblem("--archive " + part.name() + " has no candle");
        }
        InstrumentId played = new InstrumentId(id.marketId(), PREFIX + id.symbol());
        candles.computeIfAbsent(played, key -> new TreeMap<>()).putAll(own);
    }

    private void add(RawCandles block, NavigableMap<Long, Candle> own) {
        count += block.count();
        if (count > MOST_CANDLES) {
            throw new InputProblem(
                    "--archive: a simulation plays at most " + MOST_CANDLES + " candles");
        }
        for (int i = 0; i < block.count(); i++) {
            own.put(block.tsOpenMillis(i), block.candle(i));
        }
    }
}
