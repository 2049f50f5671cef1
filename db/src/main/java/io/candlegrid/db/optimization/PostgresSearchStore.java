package io.candlegrid.db.optimization;

import io.candlegrid.domain.jobs.JobId;
import io.candlegrid.domain.optimization.RankedTrial;
import io.candlegrid.domain.optimization.SearchPlan;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TrialCounts;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Searches in the tables {@code search_partitions}, {@code partial_tops} and {@code final_tops}.
 */
public final class PostgresSearchStore implements SearchStore {

    private static final String PROGRESS =
            """
            select p.*, case when c.lease_until > now() then c.member end as member
            from search_partitions p
            left join partition_claims c on c.job_id = p.job_id and c.step_name = 'search:' || p.name
            where p.job_id = :job
            """;

    private final JdbcClient jdbc;

    public PostgresSearchStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void createPartitions(JobId job, List<SearchPlan.Partition> partitions) {
        for (SearchPlan.Partition partition : partitions) {
            jdbc.sql(
                            """
                            insert into search_partitions (job_id, name, from_index, to_index, next_index)
                            values (:job, :name, :from, :to, :from) on conflict do nothing
                            """)
                    .param("job", job.value())
                    .param("name", partition.name())
                    .param("from", partition.from())
                    .param("to", partition.to())
                    .update();
        }
    }

    @Override
    public List<PartitionProgress> partitions(JobId job) {
        return jdbc.sql(PROGRESS + " order by p.from_index")
                .param("job", job.value())
                .query(PostgresSearchStore::progress)
                .list();
    }

    @Override
    public Optional<PartitionProgress> partition(JobId job, String name) {
        return jdbc.sql(PROGRESS + " and p.name = :name")
                .param("job", job.value())
                .param("name", name)
                .query(PostgresSearchStore::progress)
                .optional();
    }

    @Override
    public List<RankedTrial> partialTop(JobId job, String partition) {
        return jdbc.sql(
                        """
                        select objectives, indices from partial_tops
                        where job_id = :job and partition = :partition
                        """)
                .param("job", job.value())
                .param("partition", partition)
                .query(PostgresSearchStore::top)
                .optional()
                .orElse(List.of());
    }

    @Override
    public void commitBatch(
            JobId job,
            String partition,
            long batchFrom,
            long batchTo,
            TrialCounts counts,
            List<RankedTrial> partialTop,
            long millis) {
        int moved =
                jdbc.sql(
                                """
                                update search_partitions
                                set next_index = :to, skipped = skipped + :skipped, evaluated = evaluated + :evaluated,
                                    pruned_max_drawdown = pruned_max_drawdown + :p0,
                                    pruned_loss_window = pruned_loss_window + :p1,
                                    pruned_max_trades = pruned_max_trades + :p2,
                                    pruned_min_trades = pruned_min_trades + :p3,
                                    null_objective = null_objective + :nulls,
                                    batch_indices = :to - :from, batch_millis = :millis
                                where job_id = :job and name = :name and next_index = :from
                                """)
                        .param("job", job.value())
                        .param("name", partition)
                        .param("from", batchFrom)
                        .param("to", batchTo)
                        .param("skipped", counts.skipped())
                        .param("evaluated", counts.evaluated())
                        .param("p0", counts.pruned()[0])
                        .param("p1", counts.pruned()[1])
                        .param("p2", counts.pruned()[2])
                        .param("p3", counts.pruned()[3])
                        .param("nulls", counts.nullObjective())
                        .param("millis", Math.max(1, millis))
                        .update();
        if (moved != 1) {
            throw new IllegalStateException(
                    "job=" + job + " partition=" + partition + " is not at next=" + batchFrom);
        }
        jdbc.sql(
                        """
                        insert into partial_tops (job_id, partition, objectives, indices)
                        values (:job, :name, :objectives, :indices)
                        on conflict (job_id, partition) do update
                        set objectives = excluded.objectives, indices = excluded.indices
                        """)
                .param("job", job.value())
                .param("name", partition)
                .param(
                        "objectives",
                        partialTop.stream().mapToDouble(RankedTrial::objective).toArray())
                .param("indices", partialTop.stream().mapToLong(RankedTrial::index).toArray())
                .update();
    }

    @Override
    public void replaceFinalTop(JobId job, List<RankedTrial> top) {
        jdbc.sql("delete from final_tops where job_id = :job").param("job", job.value()).update();
        int rank = 0;
        for (RankedTrial trial : top) {
            jdbc.sql(
                            """
                            insert into final_tops (job_id, rank, trial_index, objective)
                            values (:job, :rank, :index, :objective)
                            """)
                    .param("job", job.value())
                    .param("rank", ++rank)
                    .param("index", trial.index())
                    .param("objective", trial.objective())
                    .update();
        }
    }

    @Override
    public void verified(JobId job, int rank, double[] metrics, String tradesHash) {
        jdbc.sql(
                        """
                        update final_tops set metrics = :metrics, trades_hash = :hash
                        where job_id = :job and rank = :rank
                        """)
                .param("metrics", metrics)
                .param("hash", tradesHash)
                .param("job", job.value())
                .param("rank", rank)
                .update();
    }

    @Override
    public List<FinalRow> finalTop(JobId job) {
        return jdbc.sql("select * from final_tops where job_id = :job order by rank")
                .param("job", job.value())
                .query(PostgresSearchStore::finalRow)
                .list();
    }

    private static FinalRow finalRow(ResultSet row, int number) throws SQLException {
        Array metrics = row.getArray("metrics");
        return new FinalRow(
                row.getInt("rank"),
                row.getLong("trial_index"),
                row.getDouble("objective"),
                metrics == null ? null : doubles(metrics),
                row.getString("trades_hash"));
    }

    private static PartitionProgress progress(ResultSet row, int number) throws SQLException {
        long[] pruned = {
            row.getLong("pruned_max_drawdown"),
            row.getLong("pruned_loss_window"),
            row.getLong("pruned_max_trades"),
            row.getLong("pruned_min_trades")
        };
        @Nullable String member = row.getString("member");
        long millis = row.getLong("batch_millis");
        double rate = millis == 0 ? 0 : 1000.0 * row.getLong("batch_indices") / millis;
        return new PartitionProgress(
                row.getString("name"),
                row.getLong("from_index"),
                row.getLong("to_index"),
                row.getLong("next_index"),
                new TrialCounts(
                        row.getLong("skipped"),
                        row.getLong("evaluated"),
                        pruned,
                        row.getLong("null_objective")),
                rate,
                member);
    }

    private static List<RankedTrial> top(ResultSet row, int number) throws SQLException {
        double[] objectives = doubles(row.getArray("objectives"));
        Long[] indices = (Long[]) row.getArray("indices").getArray();
        List<RankedTrial> top = new ArrayList<>(objectives.length);
        for (int i = 0; i < objectives.length; i++) {
            top.add(new RankedTrial(objectives[i], indices[i]));
        }
        return List.copyOf(top);
    }

    private static double[] doubles(Array array) throws SQLException {
        Double[] boxed = (Double[]) array.getArray();
        double[] values = new double[boxed.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = boxed[i];
        }
        return values;
    }
}
