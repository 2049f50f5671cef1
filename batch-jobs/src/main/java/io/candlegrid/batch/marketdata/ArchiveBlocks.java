package io.candlegrid.batch.marketdata;

import io.candlegrid.domain.marketdata.ImportReport.FileReport;
import io.candlegrid.domain.marketdata.archive.ArchiveLimits;
import io.candlegrid.domain.marketdata.archive.ArchivePart;
import io.candlegrid.domain.marketdata.archive.ArchiveReader;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The rows of a file. */
final class ArchiveBlocks implements BlockSource {

    private final ArchiveReader reader;
    private long rejected;

    ArchiveBlocks(ArchivePart part) throws IOException {
        this.reader = new ArchiveReader(part, ArchiveLimits.DEFAULT);
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
