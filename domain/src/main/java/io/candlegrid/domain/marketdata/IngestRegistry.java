package io.candlegrid.domain.marketdata;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The ingest pipelines of all markets, table {@code ingest_pipelines}: who may run each, on the
 * database's clock, and how it fares. Whatever the grid believes, the holder of the lease ingests.
 * Thread-safe. Methods throw {@link StoreException} when the database can't be reached.
 */
public interface IngestRegistry {

    /** Remembers that a market's pipeline is to run under a name. */
    void register(int marketId, String jobName);

    /**
     * Takes or prolongs the right to ingest a market.
     *
     * @return false when somebody else has it
     */
    boolean lease(int marketId, String owner, Duration duration);

    /** Gives the right back, if it is the owner's. */
    void release(int marketId, String owner);

    /** Writes down how a pipeline fares, if the right is the owner's. */
    void report(int marketId, String owner, IngestReport report);

    /** The pipelines that were registered, by market. */
    List<Pipeline> pipelines();

    /**
     * A registered pipeline.
     *
     * @param owner who ingests now; null when nobody does
     * @param report of the owner, or of the last one; null before the first
     * @param reportedAt when it was written, by the database's clock
     * @param fresh whether the report is that of somebody who ingests now
     */
    record Pipeline(
            int marketId,
            String jobName,
            @Nullable String owner,
            @Nullable IngestReport report,
            @Nullable Instant reportedAt,
            boolean fresh) {}
}
