package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code known_holes}. */
public final class PostgresHoleStore implements HoleStore {

    private static final String KNOWN =
            """
            select from_open, to_open, hole_type from known_holes
            where market_id = :market and symbol = :symbol
              and from_open < :to and to_open > :from
            order by from_open, to_open
            """;

    private static final String REMEMBER =
            """
            insert into known_holes (market_id, symbol, from_open, to_open, hole_type)
            values (:market, :symbol, :from, :to, :type)
            on conflict (market_id, symbol, from_open, to_open)
            do update set hole_type = excluded.hole_type
            """;

    private final JdbcClient jdbc;

    public PostgresHoleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Hole> known(InstrumentId instrument, long fromMillis, long toMillis) {
        return jdbc.sql(KNOWN)
                .param("market", instrument.marketId())
                .param("symbol", instrument.symbol())
                .param("from", utc(fromMillis))
                .param("to", utc(toMillis))
                .query((row, n) ->
                        new Hole(
                                row.getTimestamp("from_open").getTime(),
                                row.getTimestamp("to_open").getTime(),
                                type(row.getString("hole_type"))))
                .list();
    }

    @Override
    public void remember(InstrumentId instrument, List<Hole> holes) {
        for (Hole hole : holes) {
            jdbc.sql(REMEMBER)
                    .param("market", instrument.marketId())
                    .param("symbol", instrument.symbol())
                    .param("from", utc(hole.fromMillis()))
                    .param("to", utc(hole.toMillis()))
                    .param("type", hole.type().name().toLowerCase(Locale.ROOT))
                    .update();
        }
    }

    private static HoleType type(String label) {
        return HoleType.valueOf(label.toUpperCase(Locale.ROOT));
    }

    static OffsetDateTime utc(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
