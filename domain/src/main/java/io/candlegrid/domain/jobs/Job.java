package io.candlegrid.domain.jobs;

import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.identity.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grid search that was submitted.
 *
 * @param name for people; not unique
 * @param spec the canonical document {@code optimization/v1}
 * @param combinations indices of the grid, excluded ones included
 * @param bars bars a combination is tested on
 * @param estimatedSeconds of search, told at submission
 * @param estimatedBytes of memory of a working process, told at submission
 * @param failure why it failed; null unless FAILED
 */
public record Job(
        JobId id,
        UserId owner,
        String name,
        JobState state,
        String spec,
        Lineage lineage,
        long combinations,
        long bars,
        double estimatedSeconds,
        long estimatedBytes,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        @Nullable String failure) {}
