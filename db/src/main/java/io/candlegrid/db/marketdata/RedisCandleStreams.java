package io.candlegrid.db.marketdata;

import io.candlegrid.db.server.RedisEndpoint;
import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandlePublisher;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.StoreException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.AbstractPipeline;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.resps.StreamEntry;

/**
 * Closed candles in the Redis streams {@code md.candles.1m.<instrument_key>}, the newest day of
 * each. An entry has the fields {@code market_id symbol ts_open open high low close volume
 * quote_volume taker_buy_volume taker_buy_quote_volume trades}; what the exchange doesn't tell is
 * left out. Thread-safe.
 */
public final class RedisCandleStreams implements CandlePublisher, AutoCloseable {

    /** Entries that are kept of a stream at least: a day and an hour. */
    public static final int KEPT = 1_500;

    private static final String PREFIX = "md.candles.1m.";
    private static final Duration CONNECT = Duration.ofMillis(500);
    private static final Duration ANSWER = Duration.ofSeconds(2);

    private static final int CONNECTIONS = 16;

    private final RedisClient redis;

    /** Connects when it is first used. */
    public RedisCandleStreams(RedisEndpoint endpoint) {
        DefaultJedisClientConfig.Builder config =
                DefaultJedisClientConfig.builder()
                        .connectionTimeoutMillis((int) CONNECT.toMillis())
                        .socketTimeoutMillis((int) ANSWER.toMillis());
        if (!endpoint.password().isNone()) {
            config.password(endpoint.password().value());
        }
        ConnectionPoolConfig pool = new ConnectionPoolConfig();
        pool.setMaxTotal(CONNECTIONS);
        pool.setMaxWait(ANSWER);
        redis =
                RedisClient.builder()
                        .poolConfig(pool)
                        .hostAndPort(new HostAndPort(endpoint.host(), endpoint.port()))
                        .clientConfig(config.build())
                        .build();
    }

    /** The stream of an instrument. */
    public static String stream(InstrumentId instrument) {
        return PREFIX + instrument.key();
    }

    @Override
    public void publish(List<Candle> candles) {
        XAddParams trimmed = XAddParams.xAddParams().maxLen(KEPT).approximateTrimming();
        List<Response<StreamEntryID>> answers = new ArrayList<>();
        try (AbstractPipeline pipeline = redis.pipelined()) {
            for (Candle candle : candles) {
                answers.add(pipeline.xadd(stream(candle.instrument()), trimmed, fields(candle)));
            }
            pipeline.sync();
            // Asks each answer, which throws when Redis refused the entry.
            answers.forEach(Response::get);
        } catch (JedisException e) {
            throw failed(e);
        }
    }

    /**
     * The entries of a stream after a position, oldest first, without waiting.
     *
     * @param after position of an entry, or empty for the newest {@code limit} entries
     * @throws StoreException when Redis can't be reached
     */
    public List<Entry> read(InstrumentId instrument, String after, int limit) {
        try {
            if (after.isEmpty()) {
                return redis.xrevrange(stream(instrument), "+", "-", limit).reversed().stream()
                        .map(entry -> entry(instrument, entry))
                        .toList();
            }
            return redis.xrange(stream(instrument), "(" + after, "+", limit).stream()
                    .map(entry -> entry(instrument, entry))
                    .toList();
        } catch (JedisException e) {
            throw failed(e);
        }
    }

    /** A candle of a stream and its position there. */
    public record Entry(String position, Candle candle) {}

    private static StoreException failed(JedisException e) {
        return new StoreException("Redis failed: " + e.getMessage(), e);
    }

    private static Map<String, String> fields(Candle candle) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("market_id", Integer.toString(candle.instrument().marketId()));
        fields.put("symbol", candle.instrument().symbol());
        fields.put("ts_open", Long.toString(candle.tsOpenMillis()));
        put(fields, "open", candle.open());
        put(fields, "high", candle.high());
        put(fields, "low", candle.low());
        put(fields, "close", candle.close());
        put(fields, "volume", candle.volume());
        put(fields, "quote_volume", candle.quoteVolume());
        put(fields, "taker_buy_volume", candle.takerBuyVolume());
        put(fields, "taker_buy_quote_volume", candle.takerBuyQuoteVolume());
        if (candle.trades() >= 0) {
            fields.put("trades", Long.toString(candle.trades()));
        }
        return fields;
    }

    private static void put(Map<String, String> fields, String name, double value) {
        if (!Double.isNaN(value)) {
            fields.put(name, BigDecimal.valueOf(value).toPlainString());
        }
    }

    private static Entry entry(InstrumentId instrument, StreamEntry entry) {
        Map<String, String> fields = entry.getFields();
        return new Entry(
                entry.getID().toString(),
                new Candle(
                        instrument,
                        Long.parseLong(fields.getOrDefault("ts_open", "")),
                        number(fields, "open"),
                        number(fields, "high"),
                        number(fields, "low"),
                        number(fields, "close"),
                        number(fields, "volume"),
                        number(fields, "quote_volume"),
                        number(fields, "taker_buy_volume"),
                        number(fields, "taker_buy_quote_volume"),
                        Long.parseLong(fields.getOrDefault("trades", "-1"))));
    }

    private static double number(Map<String, String> fields, String name) {
        return Double.parseDouble(fields.getOrDefault(name, "NaN"));
    }

    @Override
    public void close() {
        redis.close();
    }
}
