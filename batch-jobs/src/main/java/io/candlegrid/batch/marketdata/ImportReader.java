package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * Reads the entries of an import one after the other, parsing ahead on a thread of its own while
 * the step writes. Keeps entry and line of the block read last in the execution context; on a
 * restart it goes on after that line. One step execution uses it, on one thread.
 */
final class ImportReader implements ItemStreamReader<ImportBlock> {

    private static final String ENTRY = "import.entry";
    private static final String LINE = "import.line";
    private static final int BLOCKS_AHEAD = 2;

    private final List<ImportEntry> entries;
    private final SourceOpener opener;
    private final BlockingQueue<Ahead> queue = new ArrayBlockingQueue<>(BLOCKS_AHEAD);
    private @Nullable Thread parser;
    private int entry;
    private long line;

    ImportReader(List<ImportEntry> entries, SourceOpener opener) {
        this.entries = entries;
        this.opener = opener;
    }

    /** Opens the source of an entry. */
    @FunctionalInterface
    interface SourceOpener {
        BlockSource open(ImportEntry entry) throws IOException;
    }

    /** What the parser has for the reader: a block, its failure, or neither at the end. */
    private record Ahead(@Nullable ImportBlock block, @Nullable Throwable failure) {}

    @Override
    public void open(ExecutionContext context) {
        entry = context.getInt(ENTRY, 0);
        line = context.getLong(LINE, 0);
        int firstEntry = entry;
        long firstLine = line;
        parser =
                Thread.ofPlatform()
                        .daemon()
                        .name("import-parser")
                        .start(() -> parse(firstEntry, firstLine));
    }

    private void parse(int firstEntry, long firstLine) {
        try {
            try {
                for (int i = firstEntry; i < entries.size(); i++) {
                    parse(entries.get(i), i == firstEntry ? firstLine : 0);
                }
                queue.put(new Ahead(null, null));
            } catch (IOException | RuntimeException e) {
                queue.put(new Ahead(null, e));
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void parse(ImportEntry source, long fromLine) throws IOException, InterruptedException {
        try (BlockSource blocks = opener.open(source)) {
            blocks.skipTo(fromLine);
            for (Block block = blocks.next(); block != null; block = blocks.next()) {
                queue.put(new Ahead(new ImportBlock(source, block), null));
            }
        }
    }

    @Override
    public @Nullable ImportBlock read() throws InterruptedException {
        Ahead ahead = queue.take();
        Throwable failure = ahead.failure();
        if (failure != null) {
            throw new StoreException(
                    "the import could not read on: " + failure.getMessage(), failure);
        }
        ImportBlock item = ahead.block();
        if (item != null) {
            boolean last = item.block().summary() != null;
            entry = item.entry().number() + (last ? 1 : 0);
            line = last ? 0 : item.block().lastLine();
        }
        return item;
    }

    @Override
    public void update(ExecutionContext context) {
        context.putInt(ENTRY, entry);
        context.putLong(LINE, line);
    }

    @Override
    public void close() {
        Thread running = parser;
        if (running != null) {
            running.interrupt();
        }
    }
}
