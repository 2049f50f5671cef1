package io.candlegrid.platform.launch;

import io.candlegrid.db.server.ClickHouseEndpoint;
import io.candlegrid.db.server.ExternalServers;
import io.candlegrid.db.server.PostgresEndpoint;
import io.candlegrid.db.server.RedisEndpoint;
import io.candlegrid.db.server.Secret;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the addresses of real servers from environment variables. */
final class ServerUrls {

    static final String POSTGRES = "CANDLEGRID_POSTGRES_URL";
    static final String CLICKHOUSE = "CANDLEGRID_CLICKHOUSE_URL";
    static final String REDIS = "CANDLEGRID_REDIS_URL";

    private ServerUrls() {}

    /**
     * The servers that are named; the others are embedded.
     *
     * @throws StartupProblem when an address can't be understood
     */
    static ExternalServers read(Map<String, String> environment) {
        return new ExternalServers(
                value(environment, POSTGRES).map(ServerUrls::postgres),
                value(environment, CLICKHOUSE).map(ServerUrls::clickHouse),
                value(environment, REDIS).map(ServerUrls::redis));
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(s -> !s.isEmpty());
    }

    private static PostgresEndpoint postgres(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        Address url =
                parse(
                        POSTGRES,
                        plain,
                        Set.of("postgresql", "postgres"),
                        "postgresql://user:password@host:5432/database");
        String database = url.path().isEmpty() ? "candlegrid" : url.path();
        String query = url.query() == null ? "" : "?" + url.query();
        return new PostgresEndpoint(
                "jdbc:postgresql://" + url.hostAndPort(5432) + "/" + database + query,
                url.user() == null ? "candlegrid" : url.user(),
                url.password());
    }

    private static ClickHouseEndpoint clickHouse(String text) {
        Address url =
                parse(
                        CLICKHOUSE,
                        text,
                        Set.of("http", "https"),
                        "http://user:password@host:8123/database");
        return new ClickHouseEndpoint(
                url.scheme() + "://" + url.hostAndPort(8123),
                url.path().isEmpty() ? "default" : url.path(),
                url.user() == null ? "default" : url.user(),
                url.password());
    }

    private static RedisEndpoint redis(String text) {
        Address url = parse(REDIS, text, Set.of("redis"), "redis://:password@host:6379");
        return new RedisEndpoint(url.host(), url.port() < 0 ? 6379 : url.port(), url.password());
    }

    private static Address parse(String name, String text, Set<String> schemes, String example) {
        try {
            URI uri = new URI(text);
            String scheme = uri.getScheme();
            String host = uri.getHost();
            if (scheme != null && host != null && schemes.contains(scheme)) {
                String path = uri.getPath() == null ? "" : uri.getPath();
                return new Address(
                        scheme,
                        host,
                        uri.getPort(),
                        path.startsWith("/") ? path.substring(1) : path,
                        uri.getRawQuery(),
                        uri.getRawUserInfo());
            }
        } catch (URISyntaxException e) {
            // The text may hold a password, so neither it nor the parser's message is shown.
            throw new StartupProblem(name + " is not a URL. Maybe like " + example + "?");
        }
        throw new StartupProblem(name + " is not a URL like " + example + ".");
    }

    private record Address(
            String scheme,
            String host,
            int port,
            String path,
            @Nullable String query,
            @Nullable String userInfo) {

        String hostAndPort(int defaultPort) {
            return host + ":" + (port < 0 ? defaultPort : port);
        }

        @Nullable String user() {
            if (userInfo == null) {
                return null;
            }
            int colon = userInfo.indexOf(':');
            String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
            return user.isEmpty() ? null : decode(user);
        }

        Secret password() {
            int colon = userInfo == null ? -1 : userInfo.indexOf(':');
            return userInfo == null || colon < 0
                    ? Secret.NONE
                    : new Secret(decode(userInfo.substring(colon + 1)));
        }

        private static String decode(String text) {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }

        @Override
        public String toString() {
            return scheme + "://" + host;
        }
    }
}
