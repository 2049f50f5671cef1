package io.candlegrid.batch.marketdata;

import io.candlegrid.domain.marketdata.ImportReport.FileReport;
import io.candlegrid.domain.marketdata.archive.ArchiveLimits;
import io.candlegrid.domain.marketdata.archive.ArchivePart;
import io.candlegrid.domain.marketdata.archive.CandleFileReader;
import io.candlegrid.domain.marketdata.archive.CandleFileReader.Block;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file. */
final class ArchiveBlocks implements BlockSource {

    private final CandleFileReader reader;
    private long rejected;

    ArchiveBlocks(ArchivePart part) throws IOException {
        this.reader = new CandleFileReader(part, ArchiveLimits.DEFAULT);
    }

    @Override
    public @Nullable Block next() throws IOException {
        long listed = Math.max(0, FileReport.MAX_REJECTED - rejected);
        Block block = reader.next(ROWS, (int) listed);
        rejected += block == null ? 0 : block.rejectedCount();
        return block;
    }

    @Override
    public void skipTo(long line) throws IOException {
        rejected += reader.skipTo(line);
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }
}
