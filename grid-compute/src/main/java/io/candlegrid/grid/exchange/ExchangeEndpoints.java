package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Market;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a market is spoken with. The paths of the protocol are appended, so a base may have a path
 * of its own, but no query.
 *
 * @param rest {@code http} or {@code https}; {@code /api/v3/klines} and so on follow
 * @param stream {@code ws} or {@code wss}; {@code /stream} (Binance) or {@code /v5/public/…}
 *     (Bybit) follows
 */
public record ExchangeEndpoints(URI rest, URI stream) {

    public ExchangeEndpoints {
        check("rest", rest, Set.of("http", "https"));
        check("stream", stream, Set.of("ws", "wss"));
    }

    private static void check(String name, URI uri, Set<String> schemes) {
        if (uri.getScheme() == null
                || !schemes.contains(uri.getScheme())
                || uri.getHost() == null
                || uri.getQuery() != null
                || uri.getFragment() != null) {
            throw new IllegalArgumentException(
                    name
                            + "="
                            + uri
                            + " must be an absolute URL with scheme "
                            + String.join(" or ", schemes.stream().sorted().toList())
                            + ", a host and no query");
        }
    }

    /** The exchange's own addresses. */
    public static ExchangeEndpoints real(Market market) {
        return switch (market.exchange()) {
            case BINANCE ->
                    switch (market.type()) {
                        case SPOT -> of("https://api.binance.com", "wss://stream.binance.com:9443");
                        // Since 2026-04 klines come by /market only; the bare host stays silent.
                        case FUTURES ->
                                of("https://fapi.binance.com", "wss://fstream.binance.com/market");
                    };
            case BYBIT -> of("https://api.bybit.com", "wss://stream.bybit.com");
        };
    }

    /**
     * The addresses from configuration, each the exchange's own where nothing is configured.
     *
     * @param lookup the value of a name, null when there is none; asked for {@link #restName} and
     *     {@link #streamName}
     */
    public static ExchangeEndpoints configured(
            Market market, Function<String, @Nullable String> lookup) {
        ExchangeEndpoints real = real(market);
        return new ExchangeEndpoints(
                uri(restName(market), lookup, real.rest),
                uri(streamName(market), lookup, real.stream));
    }

    /** {@code CANDLEGRID_BINANCE_SPOT_REST_URL} and so on. */
    public static String restName(Market market) {
        return prefix(market) + "_REST_URL";
    }

    /** {@code CANDLEGRID_BINANCE_SPOT_STREAM_URL} and so on. */
    public static String streamName(Market market) {
        return prefix(market) + "_STREAM_URL";
    }

    private static String prefix(Market market) {
        return ("CANDLEGRID_" + market.exchange().label() + "_" + market.type().label())
                .toUpperCase(Locale.ROOT);
    }

    private static URI uri(String name, Function<String, @Nullable String> lookup, URI otherwise) {
        String value = lookup.apply(name);
        if (value == null || value.isBlank()) {
            return otherwise;
        }
        try {
            return URI.create(value.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(name + "=" + value + " is not a URL", e);
        }
    }

    private static ExchangeEndpoints of(String rest, String stream) {
        return new ExchangeEndpoints(URI.create(rest), URI.create(stream));
    }

    URI rest(String pathAndQuery) {
        return append(rest, pathAndQuery);
    }

    URI stream(String path) {
        return append(stream, path);
    }

    private static URI append(URI base, String rest) {
        String text = base.toString();
        return URI.create(
                (text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + rest);
    }
}
