package io.candlegrid.db.jobs;

import io.candlegrid.domain.jobs.JobFailure;
import io.candlegrid.domain.jobs.JobId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Who executes which partition, fenced by an epoch in the table {@code partition_claims}. A worker
 * bumps the epoch first and loads its state second; every transaction that writes for a partition
 * first calls {@link #fence}. Leases run on the database's clock. Thread-safe.
 */
public final class PartitionClaims {

    private final JdbcClient jdbc;

    public PartitionClaims(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A partition as its manager sees it.
     *
     * @param live whether a worker holds it under a lease that has not expired
     * @param stepStatus Spring Batch's status of the step execution
     */
    public record State(
            String stepName,
            long stepExecutionId,
            boolean live,
            String stepStatus,
            int failures,
            @Nullable String lastError,
            JobFailure.@Nullable Code fatalCode) {}

    /** Opens a partition for claims under the step execution of the current attempt. */
    public void open(JobId job, String stepName, long stepExecutionId) {
        jdbc.sql(
                        """
                        insert into partition_claims (job_id, step_name, step_execution_id)
                        values (:job, :step, :execution)
                        on conflict (job_id, step_name) do update
                        set step_execution_id = excluded.step_execution_id,
                            epoch = partition_claims.epoch + 1, member = null, lease_until = null,
                            failures = 0, last_error = null, fatal_code = null
                        """)
                .param("job", job.value())
                .param("step", stepName)
                .param("execution", stepExecutionId)
                .update();
    }

    /** The states of the partitions of a manager's step, e.g. {@code search}, in order of name. */
    public List<State> states(JobId job, String managerStep) {
        return jdbc.sql(
                        """
                        select c.step_name, c.step_execution_id, s.status, c.failures, c.last_error, c.fatal_code,
                               coalesce(c.lease_until > now(), false) as live
                        from partition_claims c
                        join batch_step_execution s on s.step_execution_id = c.step_execution_id
                        where c.job_id = :job and c.step_name like :prefix
                        order by c.step_name
                        """)
                .param("job", job.value())
                .param("prefix", managerStep + ":%")
                .query(PartitionClaims::state)
                .list();
    }

    /**
     * Claims a partition unless somebody else holds it; empty also when the step execution is no
     * longer that of the current attempt.
     */
    public Optional<PartitionClaim> claim(
            JobId job, String stepName, long stepExecutionId, String member, Duration lease) {
        return jdbc.sql(
                        """
                        update partition_claims
                        set epoch = epoch + 1, member = :member,
                            lease_until = now() + make_interval(secs => :seconds)
                        where job_id = :job and step_name = :step and step_execution_id = :execution
                          and (lease_until is null or lease_until < now())
                        returning epoch
                        """)
                .param("member", member)
                .param("seconds", lease.toSeconds())
                .param("job", job.value())
                .param("step", stepName)
                .param("execution", stepExecutionId)
                .query(Long.class)
                .optional()
                .map(epoch -> new PartitionClaim(job, stepName, epoch));
    }

    /** Prolongs a claim; false when it was lost. */
    public boolean renew(PartitionClaim claim, Duration lease) {
        return jdbc.sql(
                                """
                                update partition_claims
                                set lease_until = now() + make_interval(secs => :seconds)
                                where job_id = :job and step_name = :step and epoch = :epoch
                                """)
                        .param("seconds", lease.toSeconds())
                        .param("job", claim.job().value())
                        .param("step", claim.stepName())
                        .param("epoch", claim.epoch())
                        .update()
                == 1;
    }

    /**
     * Locks the claim for the caller's transaction.
     *
     * @throws ClaimLostException when somebody else owns the partition now
     */
    public void fence(PartitionClaim claim) {
        boolean mine =
                jdbc.sql(
                                """
                                select epoch from partition_claims
                                where job_id = :job and step_name = :step and epoch = :epoch
                                for update
                                """)
                        .param("job", claim.job().value())
                        .param("step", claim.stepName())
                        .param("epoch", claim.epoch())
                        .query(Long.class)
                        .optional()
                        .isPresent();
        if (!mine) {
            throw new ClaimLostException(claim);
        }
    }

    /** Gives a claim back after the partition ended or was stopped. */
    public void release(PartitionClaim claim) {
        end(claim, 0, null, null);
    }

    /**
     * Gives a claim back after a failure that another try may mend.
     *
     * @param weight points towards the manager's limit of failures
     */
    public void releaseFailed(PartitionClaim claim, String error, int weight) {
        end(claim, weight, error, null);
    }

    /** Gives a claim back after a failure that ends the job. */
    public void releaseFatal(PartitionClaim claim, JobFailure failure) {
        end(claim, 1, failure.message(), failure.code());
    }

    private void end(
            PartitionClaim claim,
            int failures,
            @Nullable String error,
            JobFailure.@Nullable Code code) {
        jdbc.sql(
                        """
                        update partition_claims
                        set member = null, lease_until = null, failures = failures + :failures,
                            last_error = coalesce(:error, last_error), fatal_code = coalesce(:code, fatal_code)
                        where job_id = :job and step_name = :step and epoch = :epoch
                        """)
                .param("failures", failures)
                .param("error", error)
                .param("code", code == null ? null : code.name())
                .param("job", claim.job().value())
                .param("step", claim.stepName())
                .param("epoch", claim.epoch())
                .update();
    }

    /**
     * Marks what a dead process left running as failed, so that the job can be started again. The
     * caller holds the job's lease. Spring Batch's own {@code recover} leaves UNKNOWN as it is,
     * which blocks a restart for ever.
     */
    public void failStaleExecutions(JobId job) {
        String executions =
                """
                select e.job_execution_id from batch_job_execution e
                join batch_job_execution_params p on p.job_execution_id = e.job_execution_id
                where p.parameter_name = 'job' and p.parameter_value = :job
                """;
        String failed =
                """
                set status = 'FAILED', exit_code = 'FAILED', end_time = localtimestamp, version = version + 1
                where status in ('STARTING', 'STARTED', 'STOPPING', 'UNKNOWN') and job_execution_id in (
                """;
        for (String table : List.of("batch_step_execution", "batch_job_execution")) {
            jdbc.sql("update " + table + " " + failed + executions + ")")
                    .param("job", job.toString())
                    .update();
        }
    }

    /** Seconds that a step of a job has run, all attempts together. */
    public double secondsOf(JobId job, String step) {
        return jdbc.sql(
                        """
                        select coalesce(sum(extract(epoch from coalesce(s.end_time, localtimestamp) - s.start_time)), 0)
                        from batch_step_execution s
                        join batch_job_execution_params p on p.job_execution_id = s.job_execution_id
                        where p.parameter_name = 'job' and p.parameter_value = :job and s.step_name = :step
                        """)
                .param("job", job.toString())
                .param("step", step)
                .query(Double.class)
                .single();
    }

    /** The step that was started last, e.g. {@code search}; empty before the first. */
    public Optional<String> currentStep(JobId job) {
        return jdbc.sql(
                        """
                        select s.step_name from batch_step_execution s
                        join batch_job_execution_params p on p.job_execution_id = s.job_execution_id
                        where p.parameter_name = 'job' and p.parameter_value = :job
                          and s.step_name not like '%:%'
                        order by s.step_execution_id desc limit 1
                        """)
                .param("job", job.toString())
                .query(String.class)
                .optional();
    }

    private static State state(ResultSet row, int number) throws SQLException {
        String code = row.getString("fatal_code");
        return new State(
                row.getString("step_name"),
                row.getLong("step_execution_id"),
                row.getBoolean("live"),
                row.getString("status"),
                row.getInt("failures"),
                row.getString("last_error"),
                code == null ? null : JobFailure.Code.valueOf(code));
    }
}
