package io.candlegrid.db.server;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Servers that run elsewhere and are used instead of embedded ones.
 *
 * @param postgres from {@code CANDLEGRID_POSTGRES_URL}
 * @param clickHouse from {@code CANDLEGRID_CLICKHOUSE_URL}
 * @param redis from {@code CANDLEGRID_REDIS_URL}
 */
public record ExternalServers(
        Optional<PostgresEndpoint> postgres,
        Optional<ClickHouseEndpoint> clickHouse,
        Optional<RedisEndpoint> redis) {
    private static final String POSTGRES = "CANDLEGRID_POSTGRES_URL";
    private static final String CLICKHOUSE = "CANDLEGRID_CLICKHOUSE_URL";
    private static final String REDIS = "CANDLEGRID_REDIS_URL";

    private static final String POSTGRES_FORM =
            "postgresql://user:password@host:5432/candlegrid (or jdbc:postgresql://host:5432/candlegrid?user=…&password=…)";
    private static final String CLICKHOUSE_FORM = "http://user:password@host:8123/database";
    private static final String REDIS_FORM = "redis://:password@host:6379";
    private static final int POSTGRES_PORT = 5432;
    private static final int CLICKHOUSE_PORT = 8123;
    private static final int CLICKHOUSE_TLS_PORT = 8443;
    private static final int REDIS_PORT = 6379;

    /** Everything embedded. */
    public static ExternalServers none() {
        return new ExternalServers(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * The servers that environment variables name.
     *
     * @throws ServerException when a URL isn't one; the message shows a right one, and never the
     *     password
     */
    public static ExternalServers of(Map<String, String> environment) {
        return new ExternalServers(
                value(environment, POSTGRES).map(ExternalServers::parsePostgres),
                value(environment, CLICKHOUSE).map(ExternalServers::parseClickHouse),
                value(environment, REDIS).map(ExternalServers::parseRedis));
    }

    /** Whether no server is left to be embedded. */
    public boolean isComplete() {
        return postgres.isPresent() && clickHouse.isPresent() && redis.isPresent();
    }

    private static Optional<String> value(Map<String, String> environment, String name) {
        return Optional.ofNullable(environment.get(name))
                .map(String::strip)
                .filter(v -> !v.isEmpty());
    }

    private static PostgresEndpoint parsePostgres(String text) {
        String plain = text.startsWith("jdbc:") ? text.substring("jdbc:".length()) : text;
        Url url = Url.parse(POSTGRES, plain, POSTGRES_FORM, "postgresql", "postgres");
        String user = url.parameter("user").orElse(url.user());
        Secret password = url.parameter("password").map(Secret::new).orElse(url.password());
        String rest = url.queryWithoutLogin();
        String jdbc =
                "jdbc:postgresql://%s:%d/%s%s"
                        .formatted(
                                url.host(),
                                url.port(POSTGRES_PORT),
                                url.path(),
                                rest.isEmpty() ? "" : "?" + rest);
        if (url.path().isEmpty() || user.isEmpty()) {
            throw wrong(POSTGRES, "names no database or no user", POSTGRES_FORM);
        }
        return new PostgresEndpoint(jdbc, user, password);
    }

    private static ClickHouseEndpoint parseClickHouse(String text) {
        Url url = Url.parse(CLICKHOUSE, text, CLICKHOUSE_FORM, "http", "https");
        boolean tls = url.scheme().equals("https");
        return new ClickHouseEndpoint(
                "%s://%s:%d"
                        .formatted(
                                url.scheme(),
                                url.host(),
                                url.port(tls ? CLICKHOUSE_TLS_PORT : CLICKHOUSE_PORT)),
                url.path().isEmpty() ? "default" : url.path(),
                url.user().isEmpty() ? "default" : url.user(),
                url.password());
    }

    private static RedisEndpoint parseRedis(String text) {
        Url url = Url.parse(REDIS, text, REDIS_FORM, "redis");
        if ((!url.path().isEmpty() && !url.path().equals("0")) || !url.user().isEmpty()) {
            throw wrong(
                    REDIS, "names a database or a user, which candlegrid doesn't use", REDIS_FORM);
        }
        return new RedisEndpoint(url.host(), url.port(REDIS_PORT), url.password());
    }

    private static ServerException wrong(String variable, String what, String form) {
        return new ServerException(variable + " " + what + ". Right is " + form + ".");
    }

    /** The parts of a URL, decoded. */
    private record Url(
            String scheme,
            String host,
            int givenPort,
            String user,
            Secret password,
            String path,
            String query) {

        static Url parse(String variable, String text, String form, String... schemes) {
            try {
                URI uri = new URI(text);
                String scheme = uri.getScheme() == null ? "" : uri.getScheme();
                if (!java.util.List.of(schemes).contains(scheme)) {
                    throw wrong(variable, "doesn't start with " + schemes[0] + "://", form);
                }
                if (uri.getHost() == null) {
                    throw wrong(variable, "names no host", form);
                }
                String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
                int colon = login.indexOf(':');
                String path = uri.getPath() == null ? "" : uri.getPath();
                return new Url(
                        scheme,
                        uri.getHost(),
                        uri.getPort(),
                        decoded(colon < 0 ? login : login.substring(0, colon)),
                        new Secret(colon < 0 ? "" : decoded(login.substring(colon + 1))),
                        path.startsWith("/") ? path.substring(1) : path,
                        uri.getRawQuery() == null ? "" : uri.getRawQuery());
            } catch (URISyntaxException e) {
                // The exception shows the whole text, and with it the password.
                throw wrong(variable, "is not a URL (" + e.getReason() + ")", form);
            }
        }

        int port(int usual) {
            return givenPort < 0 ? usual : givenPort;
        }

        Optional<String> parameter(String name) {
            for (String pair : query.split("&")) {
                if (pair.startsWith(name + "=")) {
                    return Optional.of(decoded(pair.substring(name.length() + 1)));
                }
            }
            return Optional.empty();
        }

        String queryWithoutLogin() {
            StringBuilder rest = new StringBuilder();
            for (String pair : query.split("&")) {
                if (!pair.startsWith("user=") && !pair.startsWith("password=")) {
                    rest.append(rest.isEmpty() ? "" : "&").append(pair);
                }
            }
            return rest.toString();
        }

        private static String decoded(String text) {
            // A plus sign is itself outside of form data.
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
