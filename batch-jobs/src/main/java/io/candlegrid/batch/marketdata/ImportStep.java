package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.marketdata.archive.ArchiveInspector;
import io.candlegrid.domain.marketdata.archive.ArchivePart;
import io.candlegrid.domain.marketdata.archive.BadArchiveException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * The only step of the import job: chunk-oriented, an item is a block of rows, a chunk is one item,
 * a chunk's counts and position commit together. Builds reader and writer anew for every execution,
 * so that imports can run side by side. On a restart it goes on behind the last committed block.
 */
final class ImportStep implements Step {

    static final String NAME = "load";
    static final String IMPORT_ID = "import.id";

    private final JobRepository jobRepository;
    private final PlatformTransactionManager transactions;
    private final RowSinks sinks;
    private final HoleStore holes;
    private final PostgresImportLog log;
    private final ArchiveInspector inspector;
    private final Map<UUID, Consumer<ImportProgress>> listeners = new ConcurrentHashMap<>();

    ImportStep(
            JobRepository jobRepository,
            PlatformTransactionManager transactions,
            RowSinks sinks,
            HoleStore holes,
            PostgresImportLog log,
            ArchiveInspector inspector) {
        this.jobRepository = jobRepository;
        this.transactions = transactions;
        this.sinks = sinks;
        this.holes = holes;
        this.log = log;
        this.inspector = inspector;
    }

    @Override
    public String getName() {
        return NAME;
    }

    void listen(UUID importId, Consumer<ImportProgress> progress) {
        listeners.put(importId, progress);
    }

    void stopListening(UUID importId) {
        listeners.remove(importId);
    }

    @Override
    public void execute(StepExecution execution) throws JobInterruptedException {
        String id = execution.getJobParameters().getString(IMPORT_ID);
        UUID importId = UUID.fromString(Objects.requireNonNull(id, IMPORT_ID));
        List<ImportEntry> entries = log.entries(importId);
        Consumer<ImportProgress> progress = listeners.getOrDefault(importId, told -> {});
        new ChunkOrientedStepBuilder<ImportBlock, ImportBlock>(NAME, jobRepository, 1)
                .reader(new ImportReader(entries, this::open))
                .writer(new ImportWriter(importId, entries, sinks, holes, log, progress))
                .transactionManager(transactions)
                .build()
                .execute(execution);
    }

    private BlockSource open(ImportEntry entry) throws IOException {
        SyntheticMarket synthetic = entry.synthetic();
        if (synthetic != null) {
            return new SyntheticBlocks(synthetic);
        }
        try {
            return new ArchiveBlocks(part(entry));
        } catch (BadArchiveException e) {
            throw new IOException(entry.name() + " has changed: " + e.getMessage(), e);
        }
    }

    /** The part as it was checked when the import began. */
    private ArchivePart part(ImportEntry entry) throws BadArchiveException, IOException {
        Path path = Objects.requireNonNull(entry.path(), "path");
        ImportFile file =
                new ImportFile(
                        entry.name(),
                        path,
                        entry.instrument().marketId(),
                        entry.instrument().symbol(),
                        entry.kind());
        return inspector.inspect(file).stream()
                .filter(part -> Objects.equals(part.entry(), entry.entry()))
                .filter(part -> part.packedBytes() == entry.packedBytes())
                .findFirst()
                .orElseThrow(() -> new IOException(entry.name() + " has another size than before"));
    }
}
