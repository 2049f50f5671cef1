package io.candlegrid.batch.marketdata;

import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where the rows of an import entry come from. Not thread-safe. */
interface BlockSource extends AutoCloseable {

    /** Rows of a block; large enough for ClickHouse, small enough to repeat after a crash. */
    int ROWS = 50_000;

    /** The next block; null after the one with the summary. */
    @Nullable Block next() throws IOException;

    /** Goes to the row behind a line. */
    void skipTo(long line) throws IOException;

    @Override
    void close() throws IOException;
}
