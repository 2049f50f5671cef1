package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.HoleTyping;
import io.candlegrid.domain.marketdata.ImportFile;
import io.candlegrid.domain.marketdata.ImportProgress;
import io.candlegrid.domain.marketdata.ImportReport;
import io.candlegrid.domain.marketdata.ImportService;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.marketdata.archive.ArchiveInspector;
import io.candlegrid.domain.marketdata.archive.ArchivePart;
import io.candlegrid.domain.marketdata.archive.BadArchiveException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.springframework.transaction.support.TransactionOperations;
import tools.jackson.databind.node.StringNode;

/** Imports as executions of the Spring Batch job {@code import}. */
public final class BatchImportService implements ImportService {

    private final ImportJobRunner runner;
    private final ArchiveInspector inspector;
    private final CandleStore candles;
    private final HoleTyping typing;
    private final InstrumentStore instruments;
    private final PostgresImportLog log;
    private final TransactionOperations transactions;

    BatchImportService(
            ImportJobRunner runner,
            ArchiveInspector inspector,
            CandleStore candles,
            HoleTyping typing,
            InstrumentStore instruments,
            PostgresImportLog log,
            TransactionOperations transactions) {
        this.runner = runner;
        this.inspector = inspector;
        this.candles = candles;
        this.typing = typing;
        this.instruments = instruments;
        this.log = log;
        this.transactions = transactions;
    }

    @Override
    public Validated<ImportReport> run(List<ImportFile> files, Consumer<ImportProgress> progress) {
        List<ValidationError> errors = new ArrayList<>();
        List<ArchivePart> parts = new ArrayList<>();
        if (files.isEmpty()) {
            errors.add(new ValidationError("files", null, "missing", "there is no file to import"));
        }
        for (int i = 0; i < files.size(); i++) {
            ImportFile file = files.get(i);
            try {
                parts.addAll(inspector.inspect(file));
            } catch (BadArchiveException e) {
                errors.add(
                        new ValidationError(
                                "files[" + i + "]",
                                StringNode.valueOf(file.name()),
                                e.code(),
                                file.name() + ": " + e.getMessage()));
            }
        }
        if (!errors.isEmpty()) {
            return new Validated.Invalid<>(errors);
        }
        return new Validated.Valid<>(start(entries(parts), CandleSource.ARCHIVE, progress));
    }

    @Override
    public ImportReport run(SyntheticMarket market, Consumer<ImportProgress> progress) {
        ImportEntry entry =
                new ImportEntry(
                        0,
                        "synthetic-" + market.instrument().symbol() + "-" + market.seed(),
                        null,
                        null,
                        market.bars(),
                        DataKind.CANDLES,
                        market,
                        market.instrument(),
                        candles.newBatch(),
                        false);
        return start(List.of(entry), CandleSource.SYNTHETIC, progress);
    }

    private List<ImportEntry> entries(List<ArchivePart> parts) {
        List<ImportEntry> entries = new ArrayList<>();
        for (ArchivePart part : parts) {
            entries.add(
                    new ImportEntry(
                            entries.size(),
                            part.name(),
                            part.path(),
                            part.entry(),
                            part.packedBytes(),
                            part.kind(),
                            null,
                            part.instrument(),
                            candles.newBatch(),
                            false));
        }
        return entries;
    }

    private ImportReport start(
            List<ImportEntry> entries, CandleSource source, Consumer<ImportProgress> progress) {
        UUID importId = UUID.randomUUID();
        transactions.executeWithoutResult(status -> {
            log.begin(importId, entries);
            for (ImportEntry entry : entries) {
                instruments.addIfAbsent(entry.instrument(), source);
            }
        });
        return execute(importId, progress);
    }

    @Override
    public List<UUID> unfinished() {
        return log.unfinished();
    }

    @Override
    public ImportReport resume(UUID importId, Consumer<ImportProgress> progress) {
        List<ImportEntry> entries = log.entries(importId);
        if (entries.isEmpty()) {
            throw new StoreException("there is no import " + importId);
        }
        for (ImportEntry entry : entries) {
            if (!entry.done() && entry.path() != null && !entry.path().toFile().isFile()) {
                log.fail(importId);
                throw new StoreException(
                        "import " + importId + " can't go on: " + entry.path() + " is gone");
            }
        }
        if (entries.stream().allMatch(ImportEntry::done)) {
            return finish(importId, entries);
        }
        runner.recover(importId);
        return execute(importId, progress);
    }

    private ImportReport execute(UUID importId, Consumer<ImportProgress> progress) {
        runner.execute(importId, progress);
        return finish(importId, log.entries(importId));
    }

    private ImportReport finish(UUID importId, List<ImportEntry> entries) {
        entries.stream()
                .filter(entry -> entry.kind() == DataKind.CANDLES && entry.synthetic() == null)
                .map(entry -> entry.instrument().marketId())
                .distinct()
                .forEach(typing::refresh);
        log.complete(importId);
        return log.report(importId);
    }
}
