package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.IngestReport;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** Table {@code ingest_pipelines}; reports are kept as JSON text. */
public final class PostgresIngestRegistry implements IngestRegistry {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String LEASE =
            """
            update ingest_pipelines
            set lease_owner = :owner, lease_until = now() + make_interval(secs => :seconds),
                reported_at = case when lease_owner = :owner then reported_at end
            where market_id = :market
              and (lease_owner = :owner or lease_until is null or lease_until < now())
            """;

    private static final String PIPELINES =
            """
            select market_id, job_name, report, reported_at,
                   case when lease_until > now() then lease_owner end as owner,
                   coalesce(lease_until > now(), false)
                     and coalesce(reported_at > now() - interval '15 seconds', false) as fresh
            from ingest_pipelines order by market_id
            """;

    private final JdbcClient jdbc;

    public PostgresIngestRegistry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void register(int marketId, String jobName) {
        Postgres.guarded(() ->
                jdbc.sql(
                                """
                                insert into ingest_pipelines (market_id, job_name)
                                values (:market, :name)
                                on conflict (market_id) do nothing
                                """)
                        .param("market", marketId)
                        .param("name", jobName)
                        .update());
    }

    @Override
    public boolean lease(int marketId, String owner, Duration duration) {
        return Postgres.guarded(() ->
                jdbc.sql(LEASE)
                        .param("owner", owner)
                        .param("seconds", duration.toMillis() / 1_000.0)
                        .param("market", marketId)
                        .update())
                == 1;
    }

    @Override
    public void release(int marketId, String owner) {
        Postgres.guarded(() ->
                jdbc.sql(
                                """
                                update ingest_pipelines
                                set lease_owner = null, lease_until = null
                                where market_id = :market and lease_owner = :owner
                                """)
                        .param("market", marketId)
                        .param("owner", owner)
                        .update());
    }

    @Override
    public void report(int marketId, String owner, IngestReport report) {
        Postgres.guarded(() ->
                jdbc.sql(
                                """
                                update ingest_pipelines
                                set report = :report, reported_at = now()
                                where market_id = :market and lease_owner = :owner
                                """)
                        .param("report", JSON.writeValueAsString(report))
                        .param("market", marketId)
                        .param("owner", owner)
                        .update());
    }

    @Override
    public List<Pipeline> pipelines() {
        return Postgres.guarded(
                () -> jdbc.sql(PIPELINES).query(PostgresIngestRegistry::pipeline).list());
    }

    private static Pipeline pipeline(ResultSet row, int n) throws SQLException {
        String report = row.getString("report");
        OffsetDateTime at = row.getObject("reported_at", OffsetDateTime.class);
        return new Pipeline(
                row.getInt("market_id"),
                row.getString("job_name"),
                row.getString("owner"),
                report == null ? null : JSON.readValue(report, IngestReport.class),
                at == null ? null : at.toInstant(),
                row.getBoolean("fresh"));
    }
}
