package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.InstrumentStore;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code ref_instruments}. */
public final class PostgresInstrumentStore implements InstrumentStore {

    private static final String SELECT =
            """
            select market_id, symbol, status, tick_size, lot_size, min_quantity, min_notional,
                   is_tradable, source
            from ref_instruments
            """;

    private static final String ORDER = " order by market_id, symbol collate \"C\"";

    private static final String SAVE =
            """
            insert into ref_instruments
                (market_id, symbol, status, tick_size, lot_size, min_quantity, min_notional,
                 is_tradable, source)
            values (:market, :symbol, :status, :tick, :lot, :minQuantity, :minNotional,
                    :tradable, :source)
            on conflict (market_id, symbol) do update
            set status = excluded.status, tick_size = excluded.tick_size,
                lot_size = excluded.lot_size, min_quantity = excluded.min_quantity,
                min_notional = excluded.min_notional, is_tradable = excluded.is_tradable,
                source = excluded.source, updated_at = now()
            """;

    private static final String ADD =
            """
            insert into ref_instruments (market_id, symbol, status, is_tradable, source)
            values (:market, :symbol, 'unknown', false, :source)
            on conflict (market_id, symbol) do nothing
            """;

    private final JdbcClient jdbc;

    public PostgresInstrumentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Instrument> find(InstrumentId id) {
        return jdbc.sql(SELECT + " where market_id = :market and symbol = :symbol")
                .param("market", id.marketId())
                .param("symbol", id.symbol())
                .query(PostgresInstrumentStore::instrument)
                .optional();
    }

    @Override
    public List<Instrument> all() {
        return jdbc.sql(SELECT + ORDER).query(PostgresInstrumentStore::instrument).list();
    }

    @Override
    public List<Instrument> ofMarket(int marketId) {
        return jdbc.sql(SELECT + " where market_id = :market" + ORDER)
                .param("market", marketId)
                .query(PostgresInstrumentStore::instrument)
                .list();
    }

    @Override
    public void save(List<Instrument> instruments) {
        for (Instrument instrument : instruments) {
            jdbc.sql(SAVE)
                    .param("market", instrument.id().marketId())
                    .param("symbol", instrument.id().symbol())
                    .param("status", instrument.status())
                    .param("tick", instrument.tickSize())
                    .param("lot", instrument.lotSize())
                    .param("minQuantity", instrument.minQuantity())
                    .param("minNotional", instrument.minNotional())
                    .param("tradable", instrument.tradable())
                    .param("source", instrument.source())
                    .update();
        }
    }

    @Override
    public void addIfAbsent(InstrumentId id, CandleSource source) {
        jdbc.sql(ADD)
                .param("market", id.marketId())
                .param("symbol", id.symbol())
                .param("source", source.label())
                .update();
    }

    private static Instrument instrument(ResultSet row, int n) throws SQLException {
        return new Instrument(
                new InstrumentId(row.getInt("market_id"), row.getString("symbol")),
                row.getString("status"),
                row.getBigDecimal("tick_size"),
                row.getBigDecimal("lot_size"),
                row.getBigDecimal("min_quantity"),
                row.getBigDecimal("min_notional"),
                row.getBoolean("is_tradable"),
                row.getString("source"));
    }
}
