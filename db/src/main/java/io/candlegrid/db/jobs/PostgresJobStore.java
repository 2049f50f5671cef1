package io.candlegrid.db.jobs;

import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobFailure;
import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.jobs.JobStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Jobs in the table {@code jobs}; leases run on the database's clock. Thread-safe. */
public final class PostgresJobStore implements JobStore {

    private final JdbcClient jdbc;

    public PostgresJobStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Job submit(Submission submission) {
        jdbc.sql(
                        """
                        insert into jobs (id, owner, name, work_hash, state, spec, spec_hash, data_snapshot,
                                          engine_version, combinations, bars, estimated_seconds, estimated_bytes)
                        values (:id, :owner, :name, :workHash, 'QUEUED', :spec, :specHash, :snapshot,
                                :engine, :combinations, :bars, :seconds, :bytes)
                        on conflict (owner, work_hash) do nothing
                        """)
                .param("id", UUID.randomUUID())
                .param("owner", submission.owner().value())
                .param("name", submission.name())
                .param("workHash", submission.workHash().hex())
                .param("spec", submission.spec())
                .param("specHash", submission.lineage().specHash().hex())
                .param("snapshot", submission.lineage().dataSnapshot().hex())
                .param("engine", submission.lineage().engineVersion())
                .param("combinations", submission.combinations())
                .param("bars", submission.bars())
                .param("seconds", submission.estimatedSeconds())
                .param("bytes", submission.estimatedBytes())
                .update();
        return jdbc.sql("select * from jobs where owner = :owner and work_hash = :workHash")
                .param("owner", submission.owner().value())
                .param("workHash", submission.workHash().hex())
                .query(PostgresJobStore::job)
                .single();
    }

    @Override
    public Optional<Job> find(UserId owner, JobId id) {
        return jdbc.sql("select * from jobs where owner = :owner and id = :id")
                .param("owner", owner.value())
                .param("id", id.value())
                .query(PostgresJobStore::job)
                .optional();
    }

    @Override
    public List<Job> list(UserId owner, @Nullable JobState state, int limit, int offset) {
        return jdbc.sql(
                        """
                        select * from jobs
                        where owner = :owner and (cast(:state as text) is null or state = :state)
                        order by created_at desc, id limit :limit offset :offset
                        """)
                .param("owner", owner.value())
                .param("state", state == null ? null : state.name())
                .param("limit", limit)
                .param("offset", offset)
                .query(PostgresJobStore::job)
                .list();
    }

    @Override
    public boolean requestStop(UserId owner, JobId id) {
        return jdbc.sql(
                                """
                                update jobs
                                set state = case state when 'QUEUED' then 'STOPPED' else 'STOPPING' end,
                                    finished_at = case state when 'QUEUED' then now() end
                                where owner = :owner and id = :id and state in ('QUEUED', 'RUNNING')
                                """)
                        .param("owner", owner.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    @Override
    public boolean requestRestart(UserId owner, JobId id) {
        return jdbc.sql(
                                """
                                update jobs
                                set state = 'QUEUED', failure = null, finished_at = null,
                                    lease_owner = null, lease_until = null
                                where owner = :owner and id = :id and state in ('STOPPED', 'FAILED')
                                """)
                        .param("owner", owner.value())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    @Override
    public Optional<Job> take(String process, Duration lease) {
        return jdbc.sql(
                        """
                        update jobs
                        set state = case state when 'QUEUED' then 'RUNNING' else state end,
                            started_at = coalesce(started_at, now()),
                            lease_owner = :process, lease_until = now() + make_interval(secs => :seconds)
                        where id = (select id from jobs
                                    where state = 'QUEUED'
                                       or (state in ('RUNNING', 'STOPPING')
                                           and (lease_until is null or lease_until < now()))
                                    order by created_at limit 1
                                    for update skip locked)
                        returning *
                        """)
                .param("process", process)
                .param("seconds", lease.toSeconds())
                .query(PostgresJobStore::job)
                .optional();
    }

    @Override
    public boolean renew(JobId id, String process, Duration lease) {
        return jdbc.sql(
                                """
                                update jobs set lease_until = now() + make_interval(secs => :seconds)
                                where id = :id and lease_owner = :process
                                """)
                        .param("seconds", lease.toSeconds())
                        .param("id", id.value())
                        .param("process", process)
                        .update()
                == 1;
    }

    @Override
    public void giveBack(JobId id, String process) {
        jdbc.sql(
                        """
                        update jobs set lease_owner = null, lease_until = null
                        where id = :id and lease_owner = :process
                        """)
                .param("id", id.value())
                .param("process", process)
                .update();
    }

    @Override
    public boolean finish(JobId id, String process, JobState state, @Nullable JobFailure failure) {
        return jdbc.sql(
                                """
                                update jobs
                                set state = :state, failure = :failure, finished_at = now(),
                                    lease_owner = null, lease_until = null
                                where id = :id and lease_owner = :process and state in ('RUNNING', 'STOPPING')
                                """)
                        .param("state", state.name())
                        .param("failure", failure == null ? null : failure.toString())
                        .param("id", id.value())
                        .param("process", process)
                        .update()
                == 1;
    }

    @Override
    public JobState state(JobId id) {
        return JobState.valueOf(
                jdbc.sql("select state from jobs where id = :id")
                        .param("id", id.value())
                        .query(String.class)
                        .single());
    }

    @Override
    public Job load(JobId id) {
        return jdbc.sql("select * from jobs where id = :id")
                .param("id", id.value())
                .query(PostgresJobStore::job)
                .single();
    }

    private static Job job(ResultSet row, int number) throws SQLException {
        return new Job(
                new JobId(row.getObject("id", UUID.class)),
                new UserId(row.getObject("owner", UUID.class)),
                row.getString("name"),
                JobState.valueOf(row.getString("state")),
                row.getString("spec"),
                new Lineage(
                        new ContentHash(row.getString("spec_hash")),
                        new ContentHash(row.getString("data_snapshot")),
                        row.getString("engine_version")),
                row.getLong("combinations"),
                row.getLong("bars"),
                row.getDouble("estimated_seconds"),
                row.getLong("estimated_bytes"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "started_at"),
                instant(row, "finished_at"),
                row.getString("failure"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
