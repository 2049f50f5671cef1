package io.candlegrid.db.server.clickhouse;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a request asks for besides its SQL.
 *
 * @param sql the part of the statement that stands in the URL, empty when all is in the body
 * @param params values of {@code {name:Type}} placeholders, in ClickHouse's escaped text
 * @param settings every other parameter; the engine knows the names it takes
 * @param format the format of an answer without a FORMAT clause
 * @param readOnly GET, which may not change anything
 */
record QueryRequest(
        String sql,
        String queryId,
        String database,
        Optional<String> format,
        Map<String, String> params,
        Map<String, String> settings,
        boolean compress,
        boolean decompress,
        boolean waitEndOfQuery,
        boolean readOnly) {
    private static final String PARAM = "param_";
    private static final Pattern QUERY_ID = Pattern.compile("[A-Za-z0-9_.:@/=+-]{1,200}");
    private static final Pattern SETTING = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]*");

    /** Parameters with a meaning of their own, here or where credentials are checked. */
    private static final Set<String> NO_SETTINGS =
            Set.of(
                    "query",
                    "query_id",
                    "database",
                    "default_format",
                    "compress",
                    "decompress",
                    "wait_end_of_query",
                    "user",
                    "password",
                    // A hint about the server's own buffers.
                    "buffer_size");

    /** Session state the front doesn't keep; ignoring it would change what statements mean. */
    private static final Set<String> UNSUPPORTED =
            Set.of(
                    "session_id",
                    "session_check",
                    "session_timeout",
                    "role",
                    "quota_key",
                    "client_protocol_version",
                    "stacktrace",
                    "close_session");

    static QueryRequest of(HttpRequest http) throws EngineException {
        Map<String, String> params = new LinkedHashMap<>();
        Map<String, String> settings = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : http.parameters().entrySet()) {
            String name = entry.getKey();
            if (UNSUPPORTED.contains(name)) {
                throw EngineException.notSupported("The parameter " + name);
            } else if (name.startsWith(PARAM)) {
                params.put(name.substring(PARAM.length()), entry.getValue());
            } else if (!NO_SETTINGS.contains(name)) {
                settings.put(checkedName(name), entry.getValue());
            }
        }
        if (http.header("content-type").filter(t -> t.startsWith("multipart/")).isPresent()) {
            throw EngineException.notSupported("A multipart body (external tables)");
        }
        return new QueryRequest(
                http.parameter("query").map(String::stripTrailing).orElse(""),
                queryId(http),
                http.parameter("database")
                        .or(() -> http.header("x-clickhouse-database"))
                        .filter(name -> !name.isEmpty())
                        .orElse("default"),
                http.parameter("default_format").or(() -> http.header("x-clickhouse-format")),
                params,
                settings,
                flag(http, "compress"),
                flag(http, "decompress"),
                flag(http, "wait_end_of_query"),
                !http.method().equals("POST"));
    }

    private static String checkedName(String name) throws EngineException {
        if (!SETTING.matcher(name).matches()) {
            throw EngineException.of(
                    EngineException.UNKNOWN_SETTING,
                    "UNKNOWN_SETTING",
                    "Unknown setting '" + name + "'.");
        }
        return name;
    }

    private static String queryId(HttpRequest http) throws EngineException {
        String id =
                http.parameter("query_id")
                        .or(() -> http.header("x-clickhouse-query-id"))
                        .filter(given -> !given.isEmpty())
                        .orElseGet(() -> UUID.randomUUID().toString());
        if (!QUERY_ID.matcher(id).matches() || id.contains("*/")) {
            throw EngineException.of(
                    EngineException.BAD_ARGUMENTS,
                    "BAD_ARGUMENTS",
                    "The query_id has characters the embedded ClickHouse doesn't take; letters,"
                            + " digits and _ . : @ / = + - are right.");
        }
        return id;
    }

    private static boolean flag(HttpRequest http, String name) {
        return http.parameter(name).filter(v -> v.equals("1") || v.equals("true")).isPresent();
    }

    /**
     * The SET statement that gives a fresh connection these settings, empty when there are none.
     */
    String setStatement() {
        StringBuilder set = new StringBuilder();
        settings.forEach((name, value) ->
                set.append(set.isEmpty() ? "SET " : ", ")
                        .append(name)
                        .append(" = ")
                        .append(quoted(value, '\'')));
        return set.toString();
    }

    /** The statement that enters the database, empty for the one a connection starts in. */
    String useStatement() {
        return database.equals("default") ? "" : "USE " + quoted(database, '`');
    }

    private static String quoted(String text, char quote) {
        String escaped = text.replace("\\", "\\\\").replace("" + quote, "\\" + quote);
        return quote + escaped + quote;
    }
}
