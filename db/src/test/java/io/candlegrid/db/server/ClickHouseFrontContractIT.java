package io.candlegrid.db.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.clickhouse.client.api.Client;
import com.clickhouse.client.api.ServerException;
import com.clickhouse.client.api.insert.InsertResponse;
import com.clickhouse.client.api.insert.InsertSettings;
import com.clickhouse.client.api.query.GenericRecord;
import com.clickhouse.client.api.query.QueryResponse;
import com.clickhouse.client.api.query.QuerySettings;
import com.clickhouse.data.ClickHouseFormat;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the platform expects of ClickHouse over HTTP, by the unmodified drivers. Runs against the
 * embedded one, or unchanged against the server that {@code CANDLEGRID_TEST_CLICKHOUSE_URL} names.
 */
class ClickHouseFrontContractIT {
    /** Every Int32 of this payload, and the string's length, is a newline byte twice. */
    private static final byte[] NEWLINES = {10, 10, 0, 0, 2, 10, 10};

    private static final ClickHouseEndpoint SERVER =
            Optional.ofNullable(System.getenv("CANDLEGRID_TEST_CLICKHOUSE_URL"))
                    .flatMap(url ->
                            ExternalServers.of(Map.of("CANDLEGRID_CLICKHOUSE_URL", url))
                                    .clickHouse())
                    .orElseGet(() -> TestServers.get().clickHouse());

    private final HttpClient http = HttpClient.newHttpClient();
    private final String table = "contract_" + UUID.randomUUID().toString().replace("-", "");

    @BeforeEach
    void createTable() throws Exception {
        post("", "CREATE TABLE " + table + " (a Int32, s String) ENGINE = MergeTree ORDER BY a");
    }

    @AfterEach
    void dropTable() throws Exception {
        post("", "DROP TABLE " + table);
    }

    /** How a client packs what it sends and wants. */
    enum Packing {
        ANSWERS_ONLY,
        NATIVE_BLOCKS,
        HTTP_CODING,
        NONE
    }

    private Client client(Packing packing) {
        Client.Builder builder =
                new Client.Builder()
                        .addEndpoint(SERVER.url())
                        .setUsername(SERVER.user())
                        .setPassword(SERVER.password().value())
                        .setDefaultDatabase(SERVER.database())
                        .setMaxRetries(0);
        switch (packing) {
            case ANSWERS_ONLY -> {}
            case NATIVE_BLOCKS -> builder.compressClientRequest(true);
            case HTTP_CODING -> builder.compressClientRequest(true).useHttpCompression(true);
            case NONE -> builder.compressServerResponse(false);
        }
        return builder.build();
    }

    private Connection jdbc() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", SERVER.user());
        login.setProperty("password", SERVER.password().value());
        return DriverManager.getConnection(SERVER.jdbcUrl(), login);
    }

    private static String login() {
        String pair = SERVER.user() + ":" + SERVER.password().value();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }

    private HttpRequest.Builder request(String parameters) {
        return HttpRequest.newBuilder(URI.create(SERVER.url() + "/?" + parameters))
                .timeout(Duration.ofSeconds(60))
                .header("Authorization", login())
                .header("X-ClickHouse-Database", SERVER.database());
    }

    private HttpResponse<String> raw(String parameters, String body) throws Exception {
        return http.send(
                request(parameters).POST(HttpRequest.BodyPublishers.ofString(body)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private String post(String parameters, String body) throws Exception {
        HttpResponse<String> answer = raw(parameters, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body().strip();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void rowBinaryWithTwoNewlinesArrivesWhole(Packing packing) throws Exception {
        byte[] rows = new byte[NEWLINES.length * 50_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = NEWLINES[i % NEWLINES.length];
        }
        try (Client client = client(packing)) {
            try (InsertResponse answer =
                    client.insert(
                                    table,
                                    new ByteArrayInputStream(rows),
                                    ClickHouseFormat.RowBinary,
                                    new InsertSettings())
                            .get(60, TimeUnit.SECONDS)) {
                assertThat(answer.getWrittenRows()).isEqualTo(50_000);
            }
            GenericRecord found =
                    client.queryAll(
                                    "SELECT count() AS n, countIf(a = 2570 AND s = '\\n\\n') AS same FROM "
                                            + table)
                            .getFirst();
            assertThat(found.getLong("n")).isEqualTo(50_000);
            assertThat(found.getLong("same")).isEqualTo(50_000);
        }
    }

    @Test
    void rowsBehindTheStatementInTheBodyArriveWhole() throws Exception {
        byte[] head =
                ("INSERT INTO " + table + " (a, s) FORMAT RowBinary\n")
                        .getBytes(StandardCharsets.UTF_8);
        byte[] body = new byte[head.length + NEWLINES.length];
        System.arraycopy(head, 0, body, 0, head.length);
        System.arraycopy(NEWLINES, 0, body, head.length, NEWLINES.length);
        HttpResponse<String> answer =
                http.send(
                        request("").POST(HttpRequest.BodyPublishers.ofByteArray(body)).build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(post("", "SELECT a, hex(s) FROM " + table)).isEqualTo("2570\t0A0A");
    }

    @Test
    void halfARowIsRefusedAndAFollowingInsertIsNot() throws Exception {
        byte[] half = {1, 0, 0, 0, 5, 'x'};
        HttpResponse<String> answer =
                http.send(
                        request("query=" + encoded("INSERT INTO " + table + " FORMAT RowBinary"))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(half))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isNotEqualTo(200);
        assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("33");
        post("", "INSERT INTO " + table + " VALUES (1, 'x')");
        assertThat(post("", "SELECT count() FROM " + table)).isEqualTo("1");
    }

    @Test
    void anInsertWhoseBodyEndsTooEarlyIsNotTakenForWhole() throws Exception {
        URI uri = URI.create(SERVER.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String head =
                    "POST /?query="
                            + encoded("INSERT INTO " + table + " FORMAT RowBinary")
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                            + login()
                            + "\r\nContent-Length: 14\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(NEWLINES);
        }
        // The row that came is whole, but the insert is not.
        assertThat(post("", "SELECT sleep(0.5) FORMAT Null")).isEmpty();
        assertThat(post("", "SELECT count() FROM " + table)).isEqualTo("0");
    }

    @Test
    void jdbcInsertsBatchesAndReadsThemBack() throws SQLException {
        try (Connection connection = jdbc()) {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO " + table + " VALUES (?, ?)")) {
                for (int i = 0; i < 1000; i++) {
                    insert.setInt(1, i);
                    insert.setString(2, "it's \\ a\n\nline; FORMAT X -- " + i);
                    insert.addBatch();
                }
                assertThat(insert.executeBatch()).hasSize(1000);
            }
            try (PreparedStatement query =
                            connection.prepareStatement(
                                    "SELECT a, s FROM " + table + " WHERE a >= ? ORDER BY a");
                    ResultSet rows = bound(query, 990)) {
                for (int i = 990; i < 1000; i++) {
                    assertThat(rows.next()).isTrue();
                    assertThat(rows.getInt("a")).isEqualTo(i);
                    assertThat(rows.getString(2)).isEqualTo("it's \\ a\n\nline; FORMAT X -- " + i);
                }
                assertThat(rows.next()).isFalse();
            }
        }
    }

    private static ResultSet bound(PreparedStatement query, int value) throws SQLException {
        query.setInt(1, value);
        return query.executeQuery();
    }

    @Test
    void jdbcRunsDdlMetadataAndErrors() throws SQLException {
        try (Connection connection = jdbc();
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " ADD COLUMN extra Nullable(Float64)");
            List<String> columns = new ArrayList<>();
            try (ResultSet found =
                    connection.getMetaData().getColumns(null, SERVER.database(), table, null)) {
                while (found.next()) {
                    columns.add(found.getString("COLUMN_NAME"));
                }
            }
            assertThat(columns).containsExactly("a", "s", "extra");
            assertThat(
                            statement.executeUpdate(
                                    "INSERT INTO " + table + " (a) SELECT number FROM numbers(5)"))
                    .isGreaterThanOrEqualTo(0);
            assertThatThrownBy(() -> statement.executeQuery("SELECT * FROM no_such_table"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("no_such_table");
        }
    }

    @ParameterizedTest
    @EnumSource
    @SuppressWarnings("try")
    void aLongAnswerComesWhole(Packing packing) throws Exception {
        try (Client client = client(packing);
                QueryResponse answer =
                        client.query(
                                        "SELECT number AS n, toString(number) AS t FROM numbers(500000)")
                                .get(60, TimeUnit.SECONDS);
                var reader = client.newBinaryFormatReader(answer)) {
            long expected = 0;
            while (reader.hasNext()) {
                reader.next();
                assertThat(reader.getLong("n")).isEqualTo(expected);
                if (expected % 1000 == 0) {
                    assertThat(reader.getString("t")).isEqualTo(Long.toString(expected));
                }
                expected++;
            }
            assertThat(expected).isEqualTo(500_000);
        }
    }

    @ParameterizedTest
    @EnumSource
    void anErrorKeepsItsCodeAndText(Packing packing) {
        try (Client client = client(packing)) {
            assertThatThrownBy(() -> client.queryAll("SELECT * FROM no_such_table"))
                    .satisfies(thrown -> {
                        Throwable cause = thrown;
                        while (!(cause instanceof ServerException) && cause.getCause() != null) {
                            cause = cause.getCause();
                        }
                        assertThat(cause)
                                .isInstanceOfSatisfying(
                                        ServerException.class,
                                        e -> assertThat(e.getCode()).isEqualTo(60))
                                .hasMessageContaining("no_such_table");
                    });
        }
    }

    @Test
    void parametersSettingsDatabaseAndFormatCount() throws Exception {
        assertThat(
                        post(
                                "param_x=5&param_s=" + encoded("a\\tb'c"),
                                "SELECT {x:Int32} + 1, {s:String}"))
                .isEqualTo("6\ta\\tb\\'c");
        assertThat(post("max_block_size=77", "SELECT getSetting('max_block_size')"))
                .isEqualTo("77");
        assertThat(post("database=system", "SELECT currentDatabase()")).isEqualTo("system");
        assertThat(post("default_format=JSONEachRow", "SELECT 1 AS a")).isEqualTo("{\"a\":1}");
        assertThat(post("default_format=JSONEachRow", "SELECT 1 AS a FORMAT CSV")).isEqualTo("1");
        assertThat(post("query=" + encoded("SELECT 1 +"), " 1")).isEqualTo("2");
    }

    @Test
    void nothingLeaksFromOneRequestToTheNext() throws Exception {
        String before = post("", "SELECT getSetting('max_block_size'), currentDatabase()");
        post("max_block_size=77&database=system", "SELECT 1");
        post("", "SET max_block_size = 78");
        post("", "USE system");
        assertThat(post("", "SELECT getSetting('max_block_size'), currentDatabase()"))
                .isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no_such_setting=1|SELECT 1|115",
                "database=no_such_database|SELECT 1|81",
                "|SELEC 1|62",
                "|SELECT 1; SELECT 2|62",
                "|SELECT * FROM no_such_table|60",
                "|SELECT 1 FORMAT NoSuchFormat|73",
                "|SELECT {x:Int32}|456",
                "|SELECT throwIf(number = 3) FROM numbers(10)|395",
                "max_execution_time=1&function_sleep_max_microseconds_per_block=60000000&max_block_size=10|SELECT sleepEachRow(0.02) FROM numbers(10000) FORMAT Null|159",
            })
    void whatIsWrongGetsTheServersCode(String testCase) throws Exception {
        String[] parts = testCase.split("\\|");
        HttpResponse<String> answer = raw(parts[0], parts[1]);
        assertThat(answer.statusCode()).as(answer.body()).isGreaterThanOrEqualTo(400);
        assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains(parts[2]);
        assertThat(answer.body()).contains("Code: " + parts[2]);
    }

    @Test
    void aWrongPasswordIsRefused() throws Exception {
        String wrong =
                Base64.getEncoder()
                        .encodeToString((SERVER.user() + ":no").getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer =
                http.send(
                        HttpRequest.newBuilder(URI.create(SERVER.url() + "/"))
                                .header("Authorization", "Basic " + wrong)
                                .POST(HttpRequest.BodyPublishers.ofString("SELECT 1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).isIn(401, 403);
        assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("516");
    }

    @Test
    void theAnswersHeadSaysWhatItIs() throws Exception {
        HttpResponse<String> answer =
                raw("query_id=head-" + table, "SELECT 1 FORMAT RowBinaryWithNamesAndTypes");
        assertThat(answer.headers().firstValue("X-ClickHouse-Format"))
                .contains("RowBinaryWithNamesAndTypes");
        assertThat(answer.headers().firstValue("X-ClickHouse-Timezone")).isPresent();
        assertThat(answer.headers().firstValue("X-ClickHouse-Query-Id")).contains("head-" + table);
        assertThat(
                        raw("", "INSERT INTO " + table + " VALUES (1, 'x')")
                                .headers()
                                .firstValue("X-ClickHouse-Summary")
                                .orElse(""))
                .contains("\"written_rows\":\"1\"");
    }

    @Test
    void aGetMayNotChangeAnything() throws Exception {
        HttpResponse<String> answer =
                http.send(
                        request("query=" + encoded("TRUNCATE TABLE " + table)).GET().build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.headers().firstValue("X-ClickHouse-Exception-Code")).contains("164");
    }

    @Test
    void anErrorInTheMiddleCannotLookLikeAnEnd() {
        String sql =
                "SELECT throwIf(number = 3000000) FROM numbers(5000000) SETTINGS max_block_size = 1000 FORMAT RowBinary";
        assertThatThrownBy(
                        () -> {
                            HttpResponse<InputStream> answer =
                                    http.send(
                                            request("")
                                                    .POST(HttpRequest.BodyPublishers.ofString(sql))
                                                    .build(),
                                            HttpResponse.BodyHandlers.ofInputStream());
                            assertThat(answer.statusCode()).isEqualTo(200);
                            answer.body().transferTo(java.io.OutputStream.nullOutputStream());
                        })
                .isInstanceOf(IOException.class);
    }

    @Test
    void aQueryIsKilledByItsClientsId() throws Exception {
        String id = "kill-" + table;
        CompletableFuture<HttpResponse<String>> slow =
                CompletableFuture.supplyAsync(() -> {
                    try {
                        return raw("query_id=" + id + SLOW_PARAMETERS, SLOW);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        awaitRunning(1);
        post("", "KILL QUERY WHERE query_id = '" + id + "' SYNC");
        assertThat(
                        slow.get(20, TimeUnit.SECONDS)
                                .headers()
                                .firstValue("X-ClickHouse-Exception-Code"))
                .contains("394");
    }

    @Test
    void aClientThatGoesAwayEndsItsQuery() throws Exception {
        URI uri = URI.create(SERVER.url());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            String head =
                    "POST /?cancel_http_readonly_queries_on_client_close=1"
                            + SLOW_PARAMETERS
                            + " HTTP/1.1\r\nHost: x\r\nAuthorization: "
                            + login()
                            + "\r\nContent-Length: "
                            + SLOW.length()
                            + "\r\n\r\n"
                            + SLOW;
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            awaitRunning(1);
        }
        awaitRunning(0);
    }

    private static final String SLOW_PARAMETERS =
            "&max_block_size=10&function_sleep_max_microseconds_per_block=60000000";
    private static final String SLOW =
            "SELECT count(sleepEachRow(0.02)) AS contract_sleeper FROM numbers(10000)";

    private void awaitRunning(int wanted) throws Exception {
        String count =
                "SELECT count() FROM system.processes WHERE query LIKE '%contract_sleeper%' AND query NOT LIKE '%processes%'";
        long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!post("", count).equals(Integer.toString(wanted))) {
            assertThat(System.nanoTime()).as("waited for %d running", wanted).isLessThan(deadline);
        }
    }

    @Test
    void manyQueriesRunSideBySide() throws Exception {
        List<CompletableFuture<String>> answers = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            int number = i;
            answers.add(
                    http.sendAsync(
                                    request("param_n=" + number)
                                            .POST(
                                                    HttpRequest.BodyPublishers.ofString(
                                                            "SELECT {n:Int32}, sum(number) FROM numbers(200000)"))
                                            .build(),
                                    HttpResponse.BodyHandlers.ofString())
                            .thenApply(answer -> answer.body().strip()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i).get(60, TimeUnit.SECONDS)).isEqualTo(i + "\t19999900000");
        }
    }

    @Test
    void replacingTablesAndMaterializedViewsWork() throws Exception {
        post(
                "",
                "CREATE TABLE "
                        + table
                        + "_c (a Int32, v Int32) ENGINE = ReplacingMergeTree(v) ORDER BY a");
        post(
                "",
                "CREATE MATERIALIZED VIEW "
                        + table
                        + "_mv TO "
                        + table
                        + "_c AS SELECT a, toInt32(length(s)) AS v FROM "
                        + table);
        try {
            ByteBuffer rows = ByteBuffer.allocate(18).order(ByteOrder.LITTLE_ENDIAN);
            rows.putInt(7).put((byte) 1).put((byte) 'x');
            rows.putInt(7).put((byte) 3).put("abc".getBytes(StandardCharsets.US_ASCII));
            try (Client client = client(Packing.ANSWERS_ONLY);
                    InsertResponse answer =
                            client.insert(
                                            table,
                                            new ByteArrayInputStream(
                                                    rows.array(), 0, rows.position()),
                                            ClickHouseFormat.RowBinary,
                                            new InsertSettings())
                                    .get(30, TimeUnit.SECONDS)) {
                assertThat(answer.getQueryId()).isNotNull();
            }
            assertThat(post("", "SELECT a, v FROM " + table + "_c FINAL")).isEqualTo("7\t3");
        } finally {
            post("", "DROP TABLE " + table + "_mv");
            post("", "DROP TABLE " + table + "_c");
        }
    }

    @Test
    void serverSettingsOfAQueryReachTheEngine() throws Exception {
        try (Client client = client(Packing.ANSWERS_ONLY)) {
            QuerySettings settings = new QuerySettings().serverSetting("max_block_size", "79");
            assertThat(
                            client.queryAll("SELECT getSetting('max_block_size') AS v", settings)
                                    .getFirst()
                                    .getLong("v"))
                    .isEqualTo(79);
        }
    }
}
