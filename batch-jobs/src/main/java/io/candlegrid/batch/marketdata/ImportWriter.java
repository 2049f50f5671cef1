package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Summary;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Writes blocks: what is not stored yet to its store first, and acknowledged; then counts and
 * rejected rows to PostgreSQL in the chunk's transaction. A block that is written again after a
 * crash finds its rows there and counts the same.
 */
final class ImportWriter implements ItemWriter<ImportBlock> {

    private final UUID importId;
    private final List<ImportEntry> entries;
    private final RowSinks sinks;
    private final HoleStore holes;
    private final PostgresImportLog log;
    private final Consumer<ImportProgress> progress;
    private long rows;

    ImportWriter(
            UUID importId,
            List<ImportEntry> entries,
            RowSinks sinks,
            HoleStore holes,
            PostgresImportLog log,
            Consumer<ImportProgress> progress) {
        this.importId = importId;
        this.entries = entries;
        this.sinks = sinks;
        this.holes = holes;
        this.log = log;
        this.progress = progress;
    }

    @Override
    public void write(Chunk<? extends ImportBlock> chunk) {
        for (ImportBlock item : chunk) {
            write(item.entry(), item.block());
        }
    }

    private void write(ImportEntry entry, Block block) {
        long alreadyThere = sinks.write(entry, block);
        long good = block.rows() - block.rejectedCount();
        log.addBlock(
                importId, entry.number(), good - alreadyThere, alreadyThere, block.rejectedCount());
        log.addRejected(importId, entry.number(), block.rejected());
        holes.remember(entry.instrument(), untraded(block.noTrades()));
        Summary summary = block.summary();
        if (summary != null) {
            finish(entry, summary);
        }
        rows += block.rows();
        tell(entry, block);
    }

    /** Minutes without trades, by the word of the venue's file. */
    private static List<Hole> untraded(List<Long> minutes) {
        return minutes.stream()
                .map(from -> new Hole(from, from + Timeframe.M1.millis(), HoleType.NO_TRADES))
                .toList();
    }

    private void finish(ImportEntry entry, Summary summary) {
        log.finishFile(
                importId,
                entry.number(),
                summary.firstMillis(),
                summary.lastMillis(),
                summary.gaps());
        SyntheticMarket synthetic = entry.synthetic();
        if (synthetic != null) {
            holes.remember(entry.instrument(), synthetic.holes());
        }
    }

    private void tell(ImportEntry entry, Block block) {
        long total = 0;
        long done = block.packedRead();
        for (ImportEntry each : entries) {
            total += each.packedBytes();
            done += each.number() < entry.number() ? each.packedBytes() : 0;
        }
        progress.accept(new ImportProgress(entry.name(), rows, Math.min(done, total), total));
    }
}
