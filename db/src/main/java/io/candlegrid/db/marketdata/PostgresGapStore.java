package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.Gap;
import io.candlegrid.domain.marketdata.GapStore;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** The gaps in table {@code known_holes}: all rows but the derived ones. */
public final class PostgresGapStore implements GapStore {

    private static final String SELECT =
            """
            select gap_id, market_id, symbol, from_open, to_open, hole_type, state, attempts,
                   next_attempt, detail, found_at, changed_at
            from known_holes
            where not derived
            """;

    private static final String COLUMNS =
            """
            (market_id, symbol, from_open, to_open, hole_type, state, attempts, next_attempt,
             detail, found_at, changed_at)
            values (:market, :symbol, :from, :to, :type, :state, :attempts, :next,
                    :detail, :found, :changed)
            """;

    /** A derived row of the same bounds is no gap, and makes room for one. */
    private static final String REOPEN =
            """
            on conflict (market_id, symbol, from_open, to_open) do update
            set hole_type = excluded.hole_type, state = excluded.state, derived = false,
                attempts = excluded.attempts, next_attempt = excluded.next_attempt,
                detail = excluded.detail, changed_at = excluded.changed_at
            """;

    private static final String MOVE =
            """
             set from_open = :from, to_open = :to, hole_type = :type, state = :state,
                attempts = :attempts, next_attempt = :next, detail = :detail,
                found_at = :found, changed_at = :changed
            """;

    private static final String UNCHANGED = " where gap_id = :id and changed_at = :read";

    private static final String ACCOUNTED =
            """
            select from_open, to_open, hole_type from known_holes
            where market_id = :market and symbol = :symbol and not derived and state <> 'repaired'
              and from_open < :to and to_open > :from
            union all
            select from_open, to_open, 'venue_halt' from known_halts
            where market_id = :market and from_open < :to and to_open > :from
            """;

    private static final String FILTER =
            """
              and (:market::smallint is null or market_id = :market)
              and (:symbol::text is null or symbol = :symbol)
              and (:type::text is null or hole_type = :type)
              and (:state::text is null or state = :state)
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    public PostgresGapStore(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public List<Gap> due(int marketId, Instant now, int limit) {
        return jdbc.sql(
                        SELECT
                                + """
                                  and market_id = :market and state = 'open' and next_attempt <= :now
                                order by next_attempt, gap_id limit :limit
                                """)
                .param("market", marketId)
                .param("now", utc(now))
                .param("limit", limit)
                .query(PostgresGapStore::gap)
                .list();
    }

    @Override
    public List<Hole> accounted(InstrumentId instrument, long fromMillis, long toMillis) {
        return jdbc.sql(ACCOUNTED)
                .param("market", instrument.marketId())
                .param("symbol", instrument.symbol())
                .param("from", PostgresHoleStore.utc(fromMillis))
                .param("to", PostgresHoleStore.utc(toMillis))
                .query((row, n) -> hole(row))
                .list();
    }

    @Override
    public List<Gap> unrepaired(InstrumentId instrument) {
        return jdbc.sql(
                        SELECT
                                + """
                                  and market_id = :market and symbol = :symbol
                                  and state <> 'repaired'
                                order by from_open, to_open
                                """)
                .param("market", instrument.marketId())
                .param("symbol", instrument.symbol())
                .query(PostgresGapStore::gap)
                .list();
    }

    @Override
    public int add(List<Gap> found) {
        int added = 0;
        for (Gap gap : found) {
            added +=
                    bound(
                                    "insert into known_holes as known "
                                            + COLUMNS
                                            + REOPEN
                                            + " where known.derived or known.state = 'repaired'",
                                    gap)
                            .update();
        }
        return added;
    }

    @Override
    public List<Gap> replace(Gap gap, List<Gap> parts) {
        if (parts.size() == 1 && sameBounds(gap, parts.getFirst())) {
            return move(gap, parts.getFirst());
        }
        return Objects.requireNonNull(
                transactions.execute(status -> {
                    int gone =
                            jdbc.sql("delete from known_holes" + UNCHANGED)
                                    .param("id", gap.id())
                                    .param("read", utc(gap.changedAt()))
                                    .update();
                    return gone == 0 ? List.<Gap>of() : parts.stream().map(this::insert).toList();
                }));
    }

    private static boolean sameBounds(Gap a, Gap b) {
        return a.hole().fromMillis() == b.hole().fromMillis()
                && a.hole().toMillis() == b.hole().toMillis();
    }

    /** In place, so that the gap keeps its id. */
    private List<Gap> move(Gap gap, Gap to) {
        return bound("update known_holes" + MOVE + UNCHANGED + " returning *", to)
                .param("id", gap.id())
                .param("read", utc(gap.changedAt()))
                .query(PostgresGapStore::gap)
                .list();
    }

    private Gap insert(Gap part) {
        return bound("insert into known_holes " + COLUMNS + REOPEN + " returning *", part)
                .query(PostgresGapStore::gap)
                .single();
    }

    @Override
    public Optional<Gap> find(long id) {
        return jdbc.sql(SELECT + " and gap_id = :id")
                .param("id", id)
                .query(PostgresGapStore::gap)
                .optional();
    }

    @Override
    public List<Gap> list(Filter filter, int limit, int offset) {
        return filtered(
                        SELECT
                                + FILTER
                                + " order by changed_at desc, gap_id desc limit :limit offset :offset",
                        filter)
                .param("limit", limit)
                .param("offset", offset)
                .query(PostgresGapStore::gap)
                .list();
    }

    @Override
    public long count(Filter filter) {
        return filtered("select count(*) from known_holes where not derived" + FILTER, filter)
                .query(Long.class)
                .single();
    }

    @Override
    public Map<Kind, Long> open() {
        Map<Kind, Long> open = new HashMap<>();
        jdbc.sql(
                        """
                        select market_id, hole_type, count(*) as n from known_holes
                        where not derived and state in ('open', 'given_up')
                        group by market_id, hole_type
                        """)
                .query(row -> {
                    Kind kind = new Kind(row.getInt("market_id"), type(row.getString("hole_type")));
                    open.put(kind, row.getLong("n"));
                });
        return open;
    }

    @Override
    public int forgetRepaired(Instant before) {
        return jdbc.sql("delete from known_holes where state = 'repaired' and changed_at < :before")
                .param("before", utc(before))
                .update();
    }

    private JdbcClient.StatementSpec filtered(String sql, Filter filter) {
        return jdbc.sql(sql)
                .param("market", filter.marketId())
                .param("symbol", filter.symbol())
                .param("type", filter.type() == null ? null : label(filter.type()))
                .param("state", filter.state() == null ? null : label(filter.state()));
    }

    private JdbcClient.StatementSpec bound(String sql, Gap gap) {
        return jdbc.sql(sql)
                .param("market", gap.instrument().marketId())
                .param("symbol", gap.instrument().symbol())
                .param("from", PostgresHoleStore.utc(gap.hole().fromMillis()))
                .param("to", PostgresHoleStore.utc(gap.hole().toMillis()))
                .param("type", label(gap.hole().type()))
                .param("state", label(gap.state()))
                .param("attempts", gap.attempts())
                .param("next", utcOrNull(gap.nextAttempt()))
                .param("detail", gap.detail())
                .param("found", utc(gap.foundAt()))
                .param("changed", utc(gap.changedAt()));
    }

    private static Gap gap(ResultSet row, int n) throws SQLException {
        OffsetDateTime next = row.getObject("next_attempt", OffsetDateTime.class);
        return new Gap(
                row.getLong("gap_id"),
                new InstrumentId(row.getInt("market_id"), row.getString("symbol")),
                hole(row),
                Gap.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getInt("attempts"),
                next == null ? null : next.toInstant(),
                row.getString("detail"),
                row.getObject("found_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static Hole hole(ResultSet row) throws SQLException {
        return new Hole(
                row.getTimestamp("from_open").getTime(),
                row.getTimestamp("to_open").getTime(),
                type(row.getString("hole_type")));
    }

    private static HoleType type(String label) {
        return HoleType.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable OffsetDateTime utcOrNull(@Nullable Instant instant) {
        return instant == null ? null : utc(instant);
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
