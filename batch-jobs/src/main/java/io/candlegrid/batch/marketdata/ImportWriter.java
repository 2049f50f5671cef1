package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.marketdata.archive.CandleFileReader.Block;
import io.candlegrid.domain.marketdata.archive.CandleFileReader.Summary;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * Writes blocks: candles that canonical doesn't have yet to raw first, and acknowledged; then
 * counts and rejected rows to PostgreSQL in the chunk's transaction. A block that is written again
 * after a crash finds its candles there and counts the same.
 */
final class ImportWriter implements ItemWriter<ImportBlock> {

    private final UUID importId;
    private final List<ImportEntry> entries;
    private final CandleStore candles;
    private final HoleStore holes;
    private final PostgresImportLog log;
    private final Consumer<ImportProgress> progress;
    private long rows;

    ImportWriter(
            UUID importId,
            List<ImportEntry> entries,
            CandleStore candles,
            HoleStore holes,
            PostgresImportLog log,
            Consumer<ImportProgress> progress) {
        this.importId = importId;
        this.entries = entries;
        this.candles = candles;
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
        RawCandles all = block.candles();
        CandleStore.Known known = candles.compare(all, entry.batch());
        BitSet there = (BitSet) known.same().clone();
        there.or(known.mine());
        candles.insertRaw(without(all, there), entry.batch());
        long alreadyThere = known.same().cardinality();
        log.addBlock(
                importId,
                entry.number(),
                all.count() - alreadyThere,
                alreadyThere,
                block.rejectedCount());
        log.addRejected(importId, entry.number(), block.rejected());
        Summary summary = block.summary();
        if (summary != null) {
            finish(entry, summary);
        }
        rows += block.rows();
        tell(entry, block);
    }

    private static RawCandles without(RawCandles all, BitSet there) {
        if (there.isEmpty()) {
            return all;
        }
        RawCandles fresh =
                new RawCandles(all.instrument(), all.source(), all.count() - there.cardinality());
        for (int i = there.nextClearBit(0); i < all.count(); i = there.nextClearBit(i + 1)) {
            fresh.addFrom(all, i);
        }
        return fresh;
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
