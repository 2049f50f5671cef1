package io.candlegrid.db.schedule;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Table {@code schedule_runs}. A run is begun by inserting its key, so that of any number of
 * processes that meet a firing one runs it. Thread-safe.
 */
public final class ScheduleRuns {

    /** How long runs are kept; the last of each job stays. */
    public static final int DAYS_KEPT = 14;

    private static final int MAX_MESSAGE = 2_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<TreeMap<String, Long>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;

    public ScheduleRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Begins a run, unless somebody has. A job never runs twice at a time, so earlier runs of it
     * that did not end are lost.
     *
     * @return whether the caller is to run it
     */
    public boolean begin(String job, Instant fireTime, String instance) {
        int begun =
                jdbc.sql(
                                """
                                insert into schedule_runs (job, fire_time, instance)
                                values (:job, :fireTime, :instance)
                                on conflict do nothing
                                """)
                        .param("job", job)
                        .param("fireTime", utc(fireTime))
                        .param("instance", instance)
                        .update();
        if (begun == 0) {
            return false;
        }
        jdbc.sql(
                        """
                        update schedule_runs
                        set outcome = 'LOST', ended_at = now(),
                            message = 'the process ' || instance || ' ended before the run did'
                        where job = :job and fire_time <> :fireTime and outcome = 'RUNNING'
                        """)
                .param("job", job)
                .param("fireTime", utc(fireTime))
                .update();
        return true;
    }

    /** Ends a run; nothing happens when it was taken for lost. Old runs of the job are deleted. */
    public void end(
            String job,
            Instant fireTime,
            ScheduleRun.Outcome outcome,
            String message,
            Map<String, Long> counts) {
        jdbc.sql(
                        """
                        update schedule_runs
                        set outcome = :outcome, ended_at = now(), message = :message,
                            counts = :counts::jsonb
                        where job = :job and fire_time = :fireTime and outcome = 'RUNNING'
                        """)
                .param("job", job)
                .param("fireTime", utc(fireTime))
                .param("outcome", outcome.name())
                .param(
                        "message",
                        message.length() <= MAX_MESSAGE
                                ? message
                                : message.substring(0, MAX_MESSAGE))
                .param("counts", JSON.writeValueAsString(counts))
                .update();
        jdbc.sql(
                        """
                        delete from schedule_runs
                        where job = :job and fire_time <> :fireTime and outcome <> 'RUNNING'
                          and started_at < now() - make_interval(days => :days)
                        """)
                .param("job", job)
                .param("fireTime", utc(fireTime))
                .param("days", DAYS_KEPT)
                .update();
    }

    /** The latest run of a job. */
    public Optional<ScheduleRun> last(String job) {
        return history(job, 1, 0).stream().findFirst();
    }

    /** The runs of a job, the latest first. */
    public List<ScheduleRun> history(String job, int limit, int offset) {
        return jdbc.sql(
                        """
                        select * from schedule_runs where job = :job
                        order by fire_time desc limit :limit offset :offset
                        """)
                .param("job", job)
                .param("limit", limit)
                .param("offset", offset)
                .query(ScheduleRuns::run)
                .list();
    }

    /** How many runs of a job are kept. */
    public long count(String job) {
        return jdbc.sql("select count(*) from schedule_runs where job = :job")
                .param("job", job)
                .query(Long.class)
                .single();
    }

    /** When each job last succeeded, of those that did. */
    public Map<String, Instant> lastSuccess() {
        Map<String, Instant> last = new HashMap<>();
        jdbc.sql(
                        """
                        select job, max(ended_at) as ended_at from schedule_runs
                        where outcome = 'SUCCEEDED' group by job
                        """)
                .query(row -> {
                    last.put(row.getString("job"), instant(row, "ended_at"));
                });
        return last;
    }

    private static ScheduleRun run(ResultSet row, int n) throws SQLException {
        boolean runs = row.getObject("ended_at") == null;
        return new ScheduleRun(
                row.getString("job"),
                instant(row, "fire_time"),
                row.getString("instance"),
                instant(row, "started_at"),
                runs ? null : instant(row, "ended_at"),
                ScheduleRun.Outcome.valueOf(row.getString("outcome")),
                row.getString("message"),
                JSON.readValue(row.getString("counts"), COUNTS));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
