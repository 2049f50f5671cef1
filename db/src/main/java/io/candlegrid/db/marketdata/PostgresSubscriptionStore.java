package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.SubscriptionStore;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Table {@code subscriptions}. */
public final class PostgresSubscriptionStore implements SubscriptionStore {

    private static final String ADD =
            """
            insert into subscriptions (market_id, symbol)
            select :market, unnest(:symbols)
            on conflict do nothing
            """;

    private final JdbcClient jdbc;
    private final TransactionOperations transactions;

    public PostgresSubscriptionStore(JdbcClient jdbc, TransactionOperations transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    @Override
    public SortedSet<String> ofMarket(int marketId) {
        return Postgres.guarded(() ->
                new TreeSet<>(
                        jdbc.sql("select symbol from subscriptions where market_id = :market")
                                .param("market", marketId)
                                .query(String.class)
                                .list()));
    }

    @Override
    public void replace(int marketId, Set<String> symbols) {
        if (symbols.size() > MAX_PER_MARKET) {
            throw new IllegalArgumentException(
                    "symbols=" + symbols.size() + " are more than " + MAX_PER_MARKET);
        }
        Postgres.guarded(() ->
                transactions.execute(status -> {
                    lock(marketId);
                    jdbc.sql(
                                    """
                                    delete from subscriptions
                                    where market_id = :market
                                      and symbol <> all (:symbols)
                                    """)
                            .param("market", marketId)
                            .param("symbols", array(symbols))
                            .update();
                    return insert(marketId, symbols);
                }));
    }

    @Override
    public boolean add(int marketId, Set<String> symbols) {
        return Boolean.TRUE.equals(
                Postgres.guarded(() ->
                        transactions.execute(status -> {
                            lock(marketId);
                            insert(marketId, symbols);
                            boolean fit = count(marketId) <= MAX_PER_MARKET;
                            if (!fit) {
                                status.setRollbackOnly();
                            }
                            return fit;
                        })));
    }

    @Override
    public void remove(int marketId, Set<String> symbols) {
        Postgres.guarded(() ->
                jdbc.sql(
                                """
                                delete from subscriptions
                                where market_id = :market and symbol = any (:symbols)
                                """)
                        .param("market", marketId)
                        .param("symbols", array(symbols))
                        .update());
    }

    /** One change of a market at a time, or two could exceed the limit together. */
    private void lock(int marketId) {
        jdbc.sql("select market_id from ref_market where market_id = :market for no key update")
                .param("market", marketId)
                .query(Integer.class)
                .single();
    }

    private int insert(int marketId, Set<String> symbols) {
        return jdbc.sql(ADD).param("market", marketId).param("symbols", array(symbols)).update();
    }

    private int count(int marketId) {
        return jdbc.sql("select count(*) from subscriptions where market_id = :market")
                .param("market", marketId)
                .query(Integer.class)
                .single();
    }

    private static String[] array(Set<String> symbols) {
        return symbols.toArray(String[]::new);
    }
}
