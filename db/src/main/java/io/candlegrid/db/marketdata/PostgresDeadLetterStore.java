package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.DeadLetterStore;
import io.candlegrid.domain.marketdata.RejectedFrame;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code ingest_dead_letters}. */
public final class PostgresDeadLetterStore implements DeadLetterStore {

    private static final String ADD =
            """
            insert into ingest_dead_letters (market_id, source, raw, cause, received_at)
            values (:market, :source, :raw, :cause, :received)
            """;

    private static final String TRIM =
            """
            delete from ingest_dead_letters
            where market_id = :market
              and id <= (select id from ingest_dead_letters where market_id = :market
                         order by id desc offset :kept limit 1)
            """;

    private static final String LATEST =
            """
            select market_id, source, raw, cause, received_at from ingest_dead_letters
            where market_id = :market order by id desc limit :limit
            """;

    private final JdbcClient jdbc;

    public PostgresDeadLetterStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void add(List<RejectedFrame> frames) {
        Postgres.guarded(() -> {
            for (RejectedFrame frame : frames) {
                jdbc.sql(ADD)
                        .param("market", frame.marketId())
                        .param("source", frame.source().label())
                        .param("raw", text(frame.raw()))
                        .param("cause", text(frame.cause()))
                        .param("received", frame.receivedAt().atOffset(ZoneOffset.UTC))
                        .update();
            }
            return frames.stream()
                    .mapToInt(RejectedFrame::marketId)
                    .distinct()
                    .map(this::trim)
                    .sum();
        });
    }

    private int trim(int marketId) {
        return jdbc.sql(TRIM).param("market", marketId).param("kept", KEPT).update();
    }

    /** PostgreSQL has no place for the character 0. */
    private static String text(String raw) {
        return raw.replace('\0', '\uFFFD');
    }

    @Override
    public List<RejectedFrame> latest(int marketId, int limit) {
        return Postgres.guarded(() ->
                jdbc.sql(LATEST)
                        .param("market", marketId)
                        .param("limit", limit)
                        .query((row, n) ->
                                new RejectedFrame(
                                        row.getInt("market_id"),
                                        CandleSource.valueOf(
                                                row.getString("source").toUpperCase(Locale.ROOT)),
                                        row.getString("raw"),
                                        row.getString("cause"),
                                        row.getObject("received_at", OffsetDateTime.class)
                                                .toInstant()))
                        .list());
    }
}
