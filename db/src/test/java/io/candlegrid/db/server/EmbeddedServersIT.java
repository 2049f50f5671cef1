package io.candlegrid.db.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Starting, stopping and killing the embedded servers, with real processes on one directory. */
class EmbeddedServersIT {
    private static Path directory = Path.of("unset");

    @BeforeAll
    static void createDirectory() throws IOException {
        directory = Files.createTempDirectory("candlegrid-servers-");
    }

    @AfterAll
    static void deleteDirectory() throws IOException {
        EngineLibrary.deleteTree(directory);
    }

    private static EmbeddedServers start() {
        return EmbeddedServers.start(directory, System.out::println);
    }

    private static Connection postgres(Endpoints endpoints) throws SQLException {
        PostgresEndpoint at = endpoints.postgres();
        return login(at.jdbcUrl(), at.user(), at.password());
    }

    private static Connection clickHouse(Endpoints endpoints) throws SQLException {
        ClickHouseEndpoint at = endpoints.clickHouse();
        return login(at.jdbcUrl(), at.user(), at.password());
    }

    private static Connection login(String url, String user, Secret password) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        properties.setProperty("password", password.value());
        return DriverManager.getConnection(url, properties);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) throws SQLException {
        try (connection;
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getLong(1);
        }
    }

    private static void createTables(Endpoints endpoints) throws SQLException {
        execute(postgres(endpoints), "drop table if exists acknowledged");
        execute(postgres(endpoints), "create table acknowledged (n bigint primary key)");
        execute(clickHouse(endpoints), "DROP TABLE IF EXISTS acknowledged");
        execute(
                clickHouse(endpoints),
                "CREATE TABLE acknowledged (n Int64) ENGINE = MergeTree ORDER BY n SETTINGS fsync_after_insert = 1, fsync_part_directory = 1");
    }

    private static <T> T await(String what, Duration patience, Callable<Optional<T>> attempt) {
        long deadline = System.nanoTime() + patience.toNanos();
        Exception last = new IllegalStateException("nothing came");
        while (System.nanoTime() < deadline) {
            try {
                Optional<T> found = attempt.call();
                if (found.isPresent()) {
                    return found.get();
                }
            } catch (Exception e) {
                last = e;
            }
        }
        throw new AssertionError(what + " not within " + patience, last);
    }

    @Test
    void aSecondPlatformIsRefusedAndNamesTheFirst() {
        try (EmbeddedServers first = start()) {
            assertThatThrownBy(EmbeddedServersIT::start)
                    .isInstanceOf(ServerException.class)
                    .hasMessageContaining("process " + ProcessHandle.current().pid())
                    .hasMessageContaining("--data");
            assertThat(Endpoints.read(directory)).contains(first.endpoints());
        }
    }

    @Test
    void portsPasswordsAndRowsSurviveARestart() throws Exception {
        Endpoints before;
        try (EmbeddedServers servers = start()) {
            before = servers.endpoints();
            createTables(before);
            execute(postgres(before), "insert into acknowledged values (1)");
            execute(clickHouse(before), "INSERT INTO acknowledged VALUES (1), (2)");
            assertThat(redis(before, "SET kept yes")).isEqualTo("+OK");
            assertThat(Files.getPosixFilePermissions(Endpoints.file(directory)))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
        try (EmbeddedServers servers = start()) {
            assertThat(servers.endpoints()).isEqualTo(before);
            assertThat(number(postgres(before), "select count(*) from acknowledged")).isEqualTo(1);
            assertThat(number(clickHouse(before), "SELECT count() FROM acknowledged")).isEqualTo(2);
            assertThat(redis(before, "STRLEN kept")).isEqualTo(":3");
            assertThat(
                            number(
                                    postgres(before),
                                    "select count(*) from pg_settings where (name, setting) in (('fsync', 'on'), ('synchronous_commit', 'on'), ('full_page_writes', 'on'))"))
                    .isEqualTo(3);
        }
    }

    @Test
    void aLostPasswordFileDoesNotLoseTheData() throws Exception {
        try (EmbeddedServers servers = start()) {
            createTables(servers.endpoints());
            execute(postgres(servers.endpoints()), "insert into acknowledged values (5)");
        }
        Files.delete(KeptServers.file(directory));
        try (EmbeddedServers servers = start()) {
            assertThat(number(postgres(servers.endpoints()), "select n from acknowledged"))
                    .isEqualTo(5);
        }
    }

    @Test
    void nobodyGetsInWithoutThePassword() {
        try (EmbeddedServers servers = start()) {
            Endpoints at = servers.endpoints();
            assertThatThrownBy(() ->
                            login(at.postgres().jdbcUrl(), at.postgres().user(), new Secret("x"))
                                    .close())
                    .hasMessageContaining("password");
            assertThatThrownBy(() ->
                            number(
                                    login(
                                            at.clickHouse().jdbcUrl(),
                                            at.clickHouse().user(),
                                            new Secret("x")),
                                    "SELECT 1"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void aKilledServerComesBackOnItsPortWithEveryAcknowledgedRow() throws Exception {
        try (EmbeddedServers servers = start()) {
            Endpoints at = servers.endpoints();
            createTables(at);
            try (Writer toPostgres =
                            new Writer(() -> postgres(at), "insert into acknowledged values (%d)");
                    Writer toClickHouse =
                            new Writer(
                                    () -> clickHouse(at), "INSERT INTO acknowledged VALUES (%d)")) {
                kill(directory.resolve("postgres/data/postmaster.pid"));
                kill(directory.resolve("run/clickhouse.pid"));
                kill(directory.resolve("run/redis.pid"));
                toPostgres.awaitProgress();
                toClickHouse.awaitProgress();
                await("Redis", Duration.ofSeconds(20), () -> Optional.of(redis(at, "PING")));
                toPostgres.verify(() -> postgres(at));
                toClickHouse.verify(() -> clickHouse(at));
                assertThat(servers.failures()).isEmpty();
            }
        }
    }

    @Test
    void aKilledPlatformLeavesNothingInTheWayAndLosesNothing() throws Exception {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        PlatformStandIn.class.getName(),
                        directory.toString());
        for (int round = 0; round < 2; round++) {
            Process platform = new ProcessBuilder(command).redirectErrorStream(true).start();
            BufferedReader output =
                    new BufferedReader(
                            new InputStreamReader(
                                    platform.getInputStream(), StandardCharsets.UTF_8));
            String line = "";
            while (line != null && !line.startsWith("READY")) {
                line = output.readLine();
            }
            assertThat(line).isEqualTo("READY " + platform.pid());
            Endpoints at = Endpoints.read(directory).orElseThrow();
            createTables(at);
            try (Writer toPostgres =
                            new Writer(() -> postgres(at), "insert into acknowledged values (%d)");
                    Writer toClickHouse =
                            new Writer(
                                    () -> clickHouse(at), "INSERT INTO acknowledged VALUES (%d)")) {
                platform.destroyForcibly().waitFor();
                assertThat(Endpoints.read(directory)).isEmpty();
                try (EmbeddedServers servers = start()) {
                    assertThat(servers.endpoints().postgres()).isEqualTo(at.postgres());
                    toPostgres.verify(() -> postgres(at));
                    toClickHouse.verify(() -> clickHouse(at));
                }
            }
        }
    }

    private static void kill(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();
    }

    private static String redis(Endpoints endpoints, String command) throws IOException {
        try (Socket socket = new Socket(endpoints.redis().host(), endpoints.redis().port())) {
            socket.setSoTimeout(5000);
            String text =
                    "AUTH " + endpoints.redis().password().value() + "\r\n" + command + "\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            BufferedReader in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(in.readLine()).isEqualTo("+OK");
            String answer = in.readLine();
            return answer == null ? "" : answer;
        }
    }

    /** Inserts 0, 1, 2 … and remembers what was acknowledged, reconnecting when it must. */
    private static final class Writer implements AutoCloseable {
        private static final int BEFORE_A_KILL = 20;
        private static final Duration RETRY = Duration.ofMillis(50);

        private final Callable<Connection> connect;
        private final String sql;
        private final AtomicBoolean stop = new AtomicBoolean();
        private final AtomicLong next = new AtomicLong();
        private final List<Long> acknowledged =
                java.util.Collections.synchronizedList(new ArrayList<>());
        private final Thread thread;

        Writer(Callable<Connection> connect, String sql) {
            this.connect = connect;
            this.sql = sql;
            this.thread = Thread.ofPlatform().start(this::write);
            awaitProgress();
        }

        private void write() {
            while (!stop.get()) {
                try (Connection connection = connect.call();
                        Statement statement = connection.createStatement()) {
                    while (!stop.get()) {
                        long n = next.getAndIncrement();
                        statement.execute(sql.formatted(n));
                        acknowledged.add(n);
                    }
                } catch (Exception e) {
                    // The server was killed; that row is not acknowledged, the next connection goes
                    // on.
                    LockSupport.parkNanos(RETRY.toNanos());
                }
            }
        }

        final void awaitProgress() {
            int goal = acknowledged.size() + BEFORE_A_KILL;
            await(
                    "rows of " + sql,
                    Duration.ofSeconds(30),
                    () -> acknowledged.size() >= goal ? Optional.of(true) : Optional.empty());
        }

        @Override
        public void close() {
            stop.set(true);
        }

        void verify(Callable<Connection> reconnect) throws Exception {
            close();
            thread.join();
            String list = acknowledged.toString().replace("[", "(").replace("]", ")");
            assertThat(
                            number(
                                    reconnect.call(),
                                    "select count(*) from acknowledged where n in " + list))
                    .isEqualTo(acknowledged.size());
        }
    }
}
