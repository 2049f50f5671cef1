package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.Holes;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code known_holes} and {@code known_halts}. */
public final class PostgresHoleStore implements HoleStore {

    private static final String KNOWN =
            """
            select from_open, to_open, hole_type, derived from known_holes
            where market_id = :market and symbol = :symbol
              and from_open < :to and to_open > :from
              and (state = 'explained' or state <> 'repaired' and hole_type <> 'unknown')
            union all
            select from_open, to_open, 'venue_halt', false from known_halts
            where market_id = :market and from_open < :to and to_open > :from
            order by from_open, to_open
            """;

    private static final String ADD =
            """
            insert into known_holes
                (market_id, symbol, from_open, to_open, hole_type, derived, state, next_attempt)
            values (:market, :symbol, :from, :to, :type, :derived,
                    case when :open then 'open' else 'explained' end,
                    case when :open then now() end)
            on conflict (market_id, symbol, from_open, to_open) do nothing
            """;

    private final JdbcClient jdbc;

    public PostgresHoleStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Hole> known(InstrumentId instrument, long fromMillis, long toMillis) {
        List<Hole> told = new ArrayList<>();
        List<Hole> derived = new ArrayList<>();
        jdbc.sql(KNOWN)
                .param("market", instrument.marketId())
                .param("symbol", instrument.symbol())
                .param("from", utc(fromMillis))
                .param("to", utc(toMillis))
                .query(row -> {
                    Hole hole =
                            new Hole(
                                    row.getTimestamp("from_open").getTime(),
                                    row.getTimestamp("to_open").getTime(),
                                    type(row.getString("hole_type")));
                    (row.getBoolean("derived") ? derived : told).add(hole);
                });
        List<Hole> known = new ArrayList<>();
        for (Hole hole : told) {
            known.addAll(Holes.outside(List.of(hole), known));
        }
        known.addAll(Holes.outside(derived, known));
        known.sort(Comparator.comparingLong(Hole::fromMillis));
        return List.copyOf(known);
    }

    @Override
    public void remember(InstrumentId instrument, List<Hole> holes) {
        for (Hole hole : holes) {
            boolean explains =
                    hole.type() == HoleType.VENUE_HALT || hole.type() == HoleType.NO_TRADES;
            of(
                            """
                            delete from known_holes
                            where market_id = :market and symbol = :symbol
                              and from_open >= :from and to_open <= :to
                            """,
                            instrument)
                    .param("from", utc(hole.fromMillis()))
                    .param("to", utc(hole.toMillis()))
                    .update();
            add(instrument, hole, false, !explains);
        }
    }

    @Override
    public void rememberHalt(int marketId, long fromMillis, long toMillis) {
        jdbc.sql(
                        """
                        insert into known_halts (market_id, from_open, to_open)
                        values (:market, :from, :to) on conflict do nothing
                        """)
                .param("market", marketId)
                .param("from", utc(fromMillis))
                .param("to", utc(toMillis))
                .update();
        jdbc.sql(
                        """
                        update known_holes
                        set state = 'explained', hole_type = 'venue_halt', next_attempt = null,
                            detail = 'told to be a halt', changed_at = now()
                        where market_id = :market and from_open >= :from and to_open <= :to
                          and not derived and state in ('open', 'given_up')
                        """)
                .param("market", marketId)
                .param("from", utc(fromMillis))
                .param("to", utc(toMillis))
                .update();
    }

    @Override
    public void derived(InstrumentId instrument, List<Hole> holes) {
        of(
                        """
                        delete from known_holes
                        where market_id = :market and symbol = :symbol and derived
                        """,
                        instrument)
                .update();
        for (Hole hole : holes) {
            add(instrument, hole, true, false);
        }
    }

    private void add(InstrumentId instrument, Hole hole, boolean derived, boolean open) {
        of(ADD, instrument)
                .param("from", utc(hole.fromMillis()))
                .param("to", utc(hole.toMillis()))
                .param("type", hole.type().name().toLowerCase(Locale.ROOT))
                .param("derived", derived)
                .param("open", open)
                .update();
    }

    private JdbcClient.StatementSpec of(String sql, InstrumentId instrument) {
        return jdbc.sql(sql)
                .param("market", instrument.marketId())
                .param("symbol", instrument.symbol());
    }

    private static HoleType type(String label) {
        return HoleType.valueOf(label.toUpperCase(Locale.ROOT));
    }

    static OffsetDateTime utc(long millis) {
        return Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC);
    }
}
