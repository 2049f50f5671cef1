package io.candlegrid.db.optimization;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryReader;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.optimization.Trial;
import io.candlegrid.domain.optimization.TrialStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Table {@code trials} of ClickHouse. */
public final class ClickHouseTrialStore implements TrialStore {

    private static final List<Metric> METRICS = List.of(Metric.values());

    private static final List<String> COLUMNS =
            Stream.concat(
                            Stream.of(
                                    "job_id", "trial_index", "epoch", "prune_reason", "prune_bar"),
                            METRICS.stream().map(Metric::label))
                    .toList();

    private static final int ROW_BYTES = 64 + Metric.COUNT * Double.BYTES;

    private static final String RANGE =
            """
            from trials final
            where job_id = {job:UUID}
              and trial_index >= {from:UInt64} and trial_index < {to:UInt64}
            """;

    private static final String SELECT =
            "select toInt64(trial_index), prune_reason, prune_bar, "
                    + METRICS.stream().map(Metric::label).collect(Collectors.joining(", "))
                    + " ";

    private final ClickHouse clickHouse;

    public ClickHouseTrialStore(ClickHouse clickHouse) {
        this.clickHouse = clickHouse;
    }

    @Override
    public void insert(UUID job, long epoch, List<Trial> trials) {
        RowBinaryWriter rows = new RowBinaryWriter(trials.size() * ROW_BYTES);
        for (Trial trial : trials) {
            rows.uuid(job);
            rows.int64(trial.index());
            rows.int64(epoch);
            rows.string(label(trial.pruned()));
            rows.int32(trial.prunedBar());
            for (Metric metric : METRICS) {
                rows.float64(trial.metrics().get(metric));
            }
        }
        clickHouse.insert("trials", COLUMNS, rows);
    }

    @Override
    public long distinctCount(UUID job, long fromIndex, long toIndex) {
        return clickHouse.queryLong(
                "select toInt64(count()) " + RANGE, range(job, fromIndex, toIndex));
    }

    @Override
    public List<Trial> read(UUID job, long fromIndex, long toIndex) {
        return clickHouse.query(
                SELECT + RANGE + " order by trial_index",
                range(job, fromIndex, toIndex),
                ClickHouseTrialStore::trials);
    }

    @Override
    public List<Trial> read(UUID job, List<Long> indices) {
        if (indices.isEmpty()) {
            return List.of();
        }
        String list = indices.stream().map(String::valueOf).collect(Collectors.joining(","));
        return clickHouse.query(
                SELECT
                        + " from trials final where job_id = {job:UUID} and trial_index in ("
                        + list
                        + ") order by trial_index",
                Map.of("job", job.toString()),
                ClickHouseTrialStore::trials);
    }

    @Override
    public List<HeatCell> heatMap(
            UUID job,
            ParameterSpace space,
            int xAxis,
            int yAxis,
            Metric metric,
            Aggregate aggregate) {
        String value =
                switch (aggregate) {
                    case BEST -> metric.higherIsBetter() ? "max" : "min";
                    case MEAN -> "avg";
                };
        String sql =
                """
                select toInt64(%s) as x, toInt64(%s) as y, %s(%s), toInt64(count())
                from trials final
                where job_id = {job:UUID} and prune_reason = '' and not isNaN(%4$s)
                group by x, y
                order by x, y
                """
                        .formatted(
                                position(space, xAxis),
                                position(space, yAxis),
                                value,
                                metric.label());
        return clickHouse.query(
                sql,
                Map.of("job", job.toString()),
                rows -> {
                    List<HeatCell> cells = new ArrayList<>();
                    while (rows.hasNext()) {
                        cells.add(
                                new HeatCell(
                                        rows.int64(), rows.int64(), rows.float64(), rows.int64()));
                    }
                    return cells;
                });
    }

    /** The position on an axis of {@code trial_index}; the last axis runs fastest. */
    private static String position(ParameterSpace space, int axis) {
        long stride = 1;
        for (int i = axis + 1; i < space.axes().size(); i++) {
            stride *= space.axes().get(i).count();
        }
        return "intDiv(trial_index, " + stride + ") % " + space.axes().get(axis).count();
    }

    @Override
    public void delete(UUID job) {
        clickHouse.execute(
                "delete from trials where job_id = {job:UUID}", Map.of("job", job.toString()));
    }

    private static Map<String, Object> range(UUID job, long fromIndex, long toIndex) {
        return Map.of("job", job.toString(), "from", fromIndex, "to", toIndex);
    }

    private static List<Trial> trials(RowBinaryReader rows) throws IOException {
        List<Trial> trials = new ArrayList<>();
        double[] values = new double[Metric.COUNT];
        while (rows.hasNext()) {
            long index = rows.int64();
            Pruning.Reason reason = reason(rows.string());
            int bar = rows.int32();
            for (int i = 0; i < values.length; i++) {
                values[i] = rows.float64();
            }
            trials.add(new Trial(index, reason, bar, Metrics.of(values)));
        }
        return trials;
    }

    private static String label(Pruning.@Nullable Reason reason) {
        return reason == null ? "" : reason.name().toLowerCase(Locale.ROOT);
    }

    private static Pruning.@Nullable Reason reason(String label) {
        return Arrays.stream(Pruning.Reason.values())
                .filter(reason -> label(reason).equals(label))
                .findFirst()
                .orElse(null);
    }
}
