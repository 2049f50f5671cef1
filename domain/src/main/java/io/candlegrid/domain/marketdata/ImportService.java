package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.Validated;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Brings candles, funding rates and mark prices from files into the stores, as a job that can be
 * resumed. Blocks until the job has ended; callers that must not wait use a thread of their own.
 * Thread-safe. Progress is told on other threads than the caller's.
 */
public interface ImportService {

    /**
     * Imports files. All of them are checked first (readable, whole, a known layout, market and
     * symbol known); if any is wrong nothing is imported and every error is in the answer, with
     * path {@code files[i]}. Bad rows are set aside and reported, good ones go in.
     *
     * @throws StoreException when the databases can't be reached; {@link #resume} goes on later
     */
    Validated<ImportReport> run(List<ImportFile> files, Consumer<ImportProgress> progress);

    /** Imports made-up candles the same way, marked as synthetic. */
    ImportReport run(SyntheticMarket market, Consumer<ImportProgress> progress);

    /** Imports that began and did not end, oldest first. */
    List<UUID> unfinished();

    /**
     * Goes on with an import where it was interrupted. The caller knows that no other process works
     * on it.
     */
    ImportReport resume(UUID importId, Consumer<ImportProgress> progress);
}
