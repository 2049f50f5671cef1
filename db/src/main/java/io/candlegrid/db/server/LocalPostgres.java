package io.candlegrid.db.server;

import io.candlegrid.domain.document.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * PostgreSQL on loopback with durability on, logins by scram, and data and programs in the data
 * directory.
 */
final class LocalPostgres implements ManagedServer {
    static final String USER = "candlegrid";
    static final String DATABASE = "candlegrid";

    private static final Duration SETUP_PATIENCE = Duration.ofMinutes(3);
    private static final String STARTING_UP = "57P03";
    private static final String TOO_MANY_CONNECTIONS = "53300";

    /** What the embedded library's defaults lose acknowledged commits by is set here, and said. */
    private static final String CONFIGURATION =
            """
            listen_addresses = '127.0.0.1'
            unix_socket_directories = ''
            max_connections = 200
            fsync = on
            synchronous_commit = on
            full_page_writes = on
            password_encryption = 'scram-sha-256'
            timezone = 'UTC'
            log_timezone = 'UTC'
            jit = off
            """;

    private final Path home;
    private final Path cluster;
    private final Path dataDir;
    private final KeptServers.Kept kept;
    private final Consumer<String> progress;

    LocalPostgres(Path dataDir, KeptServers.Kept kept, Consumer<String> progress) {
        this.dataDir = dataDir;
        this.home = dataDir.resolve("postgres");
        this.cluster = home.resolve("data");
        this.kept = kept;
        this.progress = progress;
    }

    PostgresEndpoint endpoint() {
        return new PostgresEndpoint(url(DATABASE), USER, kept.password());
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + kept.port() + "/" + database;
    }

    /** Stops what an earlier run left on a data directory. */
    static void endOrphan(Path dataDir) {
        Path home = dataDir.resolve("postgres");
        Orphans.end(home.resolve("data").resolve("postmaster.pid"), home.toString(), "INT");
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public ServerProcess launch() {
        try {
            PrivateFiles.createDirectories(home);
            Path programs = PostgresBinaries.unpack(home).resolve("bin");
            endOrphan(dataDir);
            if (!Files.exists(cluster)) {
                progress.accept("Creating the PostgreSQL database (a few seconds, only once) …");
                initialize(programs);
            }
            ensurePassword(programs);
            Files.writeString(
                    cluster.resolve("postgresql.auto.conf"),
                    CONFIGURATION + "port = " + kept.port() + "\n");
            List<String> command = asUser();
            command.addAll(
                    List.of(programs.resolve("postgres").toString(), "-D", cluster.toString()));
            return ServerProcess.startKept(
                    name(), dataDir.resolve("logs").resolve("postgres.log"), command, "INT");
        } catch (IOException e) {
            throw new ServerException(
                    "PostgreSQL could not be set up in " + home + ": " + e + DiskSpace.hint(home),
                    e);
        }
    }

    /** Beside its place first: a cluster directory that is there is complete. */
    private void initialize(Path programs) throws IOException {
        Path next = home.resolve("data.next");
        if (Files.exists(next)) {
            EngineLibrary.deleteTree(next);
        }
        Path passwordFile = home.resolve("password");
        PrivateFiles.write(passwordFile, kept.password().value().getBytes(StandardCharsets.UTF_8));
        List<String> command = asUser();
        command.addAll(
                List.of(
                        programs.resolve("initdb").toString(),
                        "--pgdata=" + next,
                        "--username=" + USER,
                        "--auth=scram-sha-256",
                        "--pwfile=" + passwordFile,
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8"));
        try {
            Programs.run("Creating the PostgreSQL database", command, "", SETUP_PATIENCE);
        } catch (ServerException e) {
            throw new ServerException(e.getMessage() + DiskSpace.hint(home) + rootHint(), e);
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(next.resolve(PASSWORD_MARK), mark());
        Files.move(next, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Says which password the cluster knows, without saying it. */
    private static final String PASSWORD_MARK = "candlegrid.password";

    private String mark() {
        return ContentHash.of("postgres:" + kept.password().value()).hex();
    }

    /**
     * Should the file with the passwords be lost, the data is not: whoever owns it sets another.
     */
    private void ensurePassword(Path programs) throws IOException {
        Path markFile = cluster.resolve(PASSWORD_MARK);
        if (Files.exists(markFile) && Files.readString(markFile).equals(mark())) {
            return;
        }
        List<String> command = asUser();
        command.addAll(
                List.of(
                        programs.resolve("postgres").toString(),
                        "--single",
                        "-D",
                        cluster.toString(),
                        "postgres"));
        Programs.run(
                "Setting the PostgreSQL password",
                command,
                "alter user " + USER + " password '" + kept.password().value() + "'\n",
                SETUP_PATIENCE);
        Files.writeString(markFile, mark());
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it isn't. */
    private static List<String> asUser() {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            Programs.find("unshare").ifPresent(unshare -> command.addAll(List.of(unshare, "-U")));
        }
        return command;
    }

    private static String rootHint() {
        return System.getProperty("user.name").equals("root")
                ? "\nPostgreSQL doesn't run as root. Start candlegrid as an ordinary user, or use a"
                        + " server through CANDLEGRID_POSTGRES_URL."
                : "";
    }

    @Override
    public Probe probe(Duration timeout) {
        try (Connection connection = connect("postgres", timeout);
                Statement statement = connection.createStatement();
                ResultSet one = statement.executeQuery("select 1")) {
            return one.next() ? Probe.READY : Probe.SILENT;
        } catch (SQLException e) {
            String state = e.getSQLState();
            return STARTING_UP.equals(state) || TOO_MANY_CONNECTIONS.equals(state)
                    ? Probe.BUSY
                    : Probe.SILENT;
        }
    }

    /** Creates the platform's database. */
    @Override
    public void prepare() {
        try (Connection connection = connect("postgres", Duration.ofSeconds(30));
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery(
                            "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.executeUpdate("create database " + DATABASE);
        } catch (SQLException e) {
            throw new ServerException("The PostgreSQL database could not be created: " + e, e);
        }
    }

    private Connection connect(String database, Duration timeout) throws SQLException {
        String seconds = Long.toString(Math.max(1, timeout.toSeconds()));
        Properties properties = new Properties();
        properties.setProperty("user", USER);
        properties.setProperty("password", kept.password().value());
        properties.setProperty("connectTimeout", seconds);
        properties.setProperty("loginTimeout", seconds);
        properties.setProperty("socketTimeout", seconds);
        return DriverManager.getConnection(url(database), properties);
    }
}
