package io.candlegrid.domain.optimization;

import io.candlegrid.domain.jobs.JobId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the progress of a search is kept: per partition the next index, counters and partial top,
 * and at the end the final top.
 */
public interface SearchStore {

    /**
     * A partition and how far it is; {@code next == to} when done.
     *
     * @param rate combinations per second of its last batch; 0 before the first
     * @param member who works on it now; null when nobody does
     */
    record PartitionProgress(
            String name,
            long from,
            long to,
            long next,
            TrialCounts counts,
            double rate,
            @Nullable String member) {}

    /** A row of the final top; metrics and trades hash come with its verification. */
    record FinalRow(
            int rank,
            long index,
            double objective,
            double @Nullable [] metrics,
            @Nullable String tradesHash) {}

    /** Creates the partitions of a job that do not exist yet. */
    void createPartitions(JobId job, List<SearchPlan.Partition> partitions);

    List<PartitionProgress> partitions(JobId job);

    Optional<PartitionProgress> partition(JobId job, String name);

    /** The best so far of one partition, best first. */
    List<RankedTrial> partialTop(JobId job, String partition);

    /**
     * Commits a batch: moves the partition's next index from the batch's start to its end, adds the
     * counts and replaces the partial top. Part of the caller's transaction.
     *
     * @param millis time the batch took
     */
    void commitBatch(
            JobId job,
            String partition,
            long batchFrom,
            long batchTo,
            TrialCounts counts,
            List<RankedTrial> partialTop,
            long millis);

    /** Replaces the final top by rows that wait for their verification. */
    void replaceFinalTop(JobId job, List<RankedTrial> top);

    /** Marks a row as verified. Part of the caller's transaction. */
    void verified(JobId job, int rank, double[] metrics, String tradesHash);

    /** The final top in order of rank; empty until the search was merged. */
    List<FinalRow> finalTop(JobId job);
}
