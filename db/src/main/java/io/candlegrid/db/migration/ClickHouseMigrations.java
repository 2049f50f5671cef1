package io.candlegrid.db.migration;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.clickhouse.RowBinaryWriter;
import io.candlegrid.db.server.ClickHouseEndpoint;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies ClickHouse scripts in order of version and remembers them with their checksums in {@code
 * schema_history}. ClickHouse has neither transactions for DDL nor locks: an advisory lock of
 * PostgreSQL keeps it to one process, and a script interrupted half-way is simply run again.
 */
final class ClickHouseMigrations {

    private static final Logger LOG = LoggerFactory.getLogger(ClickHouseMigrations.class);

    /** Any number that nothing else locks: "candle" in ASCII. */
    private static final long LOCK = 0x63616E646C65L;

    private final DataSource postgres;
    private final ClickHouseEndpoint endpoint;
    private final List<MigrationScript> scripts;

    ClickHouseMigrations(
            DataSource postgres, ClickHouseEndpoint endpoint, List<MigrationScript> scripts) {
        this.postgres = postgres;
        this.endpoint = endpoint;
        this.scripts = scripts;
    }

    void run() {
        try (Connection connection = postgres.getConnection()) {
            boolean autoCommit = connection.getAutoCommit();
            connection.setAutoCommit(true);
            lock(connection, "select pg_advisory_lock(?)");
            try {
                createDatabase();
                try (ClickHouse clickHouse = new ClickHouse(endpoint)) {
                    apply(clickHouse);
                }
            } finally {
                lock(connection, "select pg_advisory_unlock(?)");
                connection.setAutoCommit(autoCommit);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(
                    "the lock for migrating ClickHouse could not be taken: " + e.getMessage(), e);
        }
    }

    private static void lock(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setLong(1, LOCK);
            statement.execute();
        }
    }

    private void createDatabase() {
        if (endpoint.database().equals("default")) {
            return;
        }
        try (ClickHouse clickHouse = new ClickHouse(endpoint, "default")) {
            clickHouse.execute("create database if not exists `" + endpoint.database() + "`");
        }
    }

    private void apply(ClickHouse clickHouse) {
        clickHouse.execute(
                """
                create table if not exists schema_history
                (version UInt32, name String, checksum String, applied_at DateTime64(3, 'UTC'))
                engine = MergeTree order by version
                settings fsync_after_insert = 1, fsync_part_directory = 1
                """);
        Map<Integer, String> applied = applied(clickHouse);
        for (MigrationScript script : scripts) {
            String checksum = applied.get(script.version());
            if (checksum == null) {
                apply(clickHouse, script);
            } else if (!checksum.equals(script.checksum())) {
                throw new IllegalStateException(
                        "ClickHouse migration V%03d__%s has been changed after it was applied"
                                        .formatted(script.version(), script.name())
                                + " (checksum "
                                + script.checksum().substring(0, 8)
                                + ", applied "
                                + checksum.substring(0, 8)
                                + "); restore the file and put the change into a new version");
            }
        }
    }

    private static Map<Integer, String> applied(ClickHouse clickHouse) {
        return clickHouse.query(
                "select version, checksum from schema_history",
                Map.of(),
                rows -> {
                    Map<Integer, String> found = new HashMap<>();
                    while (rows.hasNext()) {
                        found.put(rows.int32(), rows.string());
                    }
                    return found;
                });
    }

    private static void apply(ClickHouse clickHouse, MigrationScript script) {
        for (String statement : script.statements()) {
            clickHouse.execute(statement);
        }
        RowBinaryWriter row = new RowBinaryWriter(256);
        row.int32(script.version());
        row.string(script.name());
        row.string(script.checksum());
        row.int64(System.currentTimeMillis());
        clickHouse.insert(
                "schema_history", List.of("version", "name", "checksum", "applied_at"), row);
        LOG.info("ClickHouse migration V{} {} applied", script.version(), script.name());
    }
}
