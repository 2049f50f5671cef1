package io.candlegrid.db.jobs;

import io.candlegrid.domain.jobs.JobState;
import java.util.EnumMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the jobs of all owners are doing, in a few numbers. Thread-safe. */
public final class JobFigures {

    private static final String STATES =
            """
            select state, count(*) as jobs,
                   coalesce(extract(epoch from now() - min(created_at)), 0)::float8 as oldest_seconds
            from jobs group by state
            """;

    /** As the progress of a job tells it: a usual partition's speed times those that run. */
    private static final String RATES =
            """
            select coalesce(sum(rate), 0) as combinations, coalesce(sum(rate * bars), 0) as bar_combinations
            from
            (
                select j.bars,
                       coalesce(avg(1000.0 * p.batch_indices / p.batch_millis)
                                    filter (where p.batch_indices > 0 and p.batch_millis > 0), 0)::float8
                       * count(*) filter (where c.lease_until > now()) as rate
                from jobs j
                join search_partitions p on p.job_id = j.id
                left join partition_claims c on c.job_id = p.job_id and c.step_name = 'search:' || p.name
                where j.state = 'RUNNING'
                group by j.id, j.bars
            ) running
            """;

    private final JdbcClient jdbc;

    public JobFigures(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The figures at one moment.
     *
     * @param jobs how many jobs are in each state; every state is there
     * @param waitingSeconds how long the oldest queued job waits; 0 when none does
     * @param combinationsPerSecond of all running searches together
     * @param barCombinationsPerSecond the same times the bars that each combination sees
     */
    public record Figures(
            Map<JobState, Long> jobs,
            double waitingSeconds,
            double combinationsPerSecond,
            double barCombinationsPerSecond) {}

    /** The figures now. */
    public Figures now() {
        Map<JobState, Long> counts = new EnumMap<>(JobState.class);
        for (JobState state : JobState.values()) {
            counts.put(state, 0L);
        }
        double[] waiting = {0};
        jdbc.sql(STATES)
                .query(row -> {
                    JobState state = JobState.valueOf(row.getString("state"));
                    counts.put(state, row.getLong("jobs"));
                    if (state == JobState.QUEUED) {
                        waiting[0] = row.getDouble("oldest_seconds");
                    }
                });
        return jdbc.sql(RATES)
                .query((row, number) ->
                        new Figures(
                                Map.copyOf(counts),
                                waiting[0],
                                row.getDouble("combinations"),
                                row.getDouble("bar_combinations")))
                .single();
    }
}
