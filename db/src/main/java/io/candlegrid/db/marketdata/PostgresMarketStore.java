package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketStore;
import io.candlegrid.domain.marketdata.MarketType;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code ref_market}. */
public final class PostgresMarketStore implements MarketStore {

    private static final String ALL =
            """
            select market_id, exchange, market_type, taker_fee_pct, maker_fee_pct,
                   maintenance_margin_pct
            from ref_market order by market_id
            """;

    private final JdbcClient jdbc;

    public PostgresMarketStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Market> all() {
        return jdbc.sql(ALL)
                .query((row, n) ->
                        new Market(
                                row.getInt("market_id"),
                                Exchange.valueOf(upper(row.getString("exchange"))),
                                MarketType.valueOf(upper(row.getString("market_type"))),
                                row.getDouble("taker_fee_pct"),
                                row.getDouble("maker_fee_pct"),
                                row.getDouble("maintenance_margin_pct")))
                .list();
    }

    private static String upper(String label) {
        return label.toUpperCase(Locale.ROOT);
    }
}
