package io.candlegrid.db.jobs;

import io.candlegrid.domain.jobs.JobId;

/**
 * The right to execute a partition, until somebody claims it with a higher epoch.
 *
 * @param stepName the partition's step, e.g. {@code search:partition-0003}
 */
public record PartitionClaim(JobId job, String stepName, long epoch) {}
