package io.candlegrid.batch.jobs;

import io.candlegrid.db.jobs.PartitionClaim;
import java.util.function.BooleanSupplier;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/**
 * The work of one partition of a manager's step. Every transaction of it that writes must first
 * call {@link io.candlegrid.db.jobs.PartitionClaims#fence}. A partition may be executed again after
 * a crash at any point: its state is what the last fenced transaction left.
 */
public interface PartitionedStep {

    /**
     * The manager's step, e.g. {@code search}; partitions are named {@code search:partition-0003}.
     */
    String name();

    /**
     * The step that executes a partition.
     *
     * @param stop asked between and within batches; true once the job was stopped or the claim lost
     */
    Step forPartition(StepExecution execution, PartitionClaim claim, BooleanSupplier stop);
}
