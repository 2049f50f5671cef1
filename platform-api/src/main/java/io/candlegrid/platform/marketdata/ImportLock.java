package io.candlegrid.platform.marketdata;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Says across processes who imports, by advisory locks of PostgreSQL that go with their process:
 * whoever imports shares the first, whoever resumes interrupted imports holds the second alone.
 */
final class ImportLock {

    private static final long IMPORTING = 0x63616e646c651L;
    private static final long RESUMING = 0x63616e646c652L;

    private final DataSource postgres;

    ImportLock(DataSource postgres) {
        this.postgres = postgres;
    }

    /** Something held until it is closed. */
    static final class Held implements AutoCloseable {
        private final Connection connection;

        private Held(Connection connection) {
            this.connection = connection;
        }

        /**
         * Whether no process imports at this moment: then all unfinished imports are interrupted
         * ones.
         */
        boolean nobodyImports() throws SQLException {
            if (!ask("select pg_try_advisory_lock(?)", IMPORTING)) {
                return false;
            }
            return ask("select pg_advisory_unlock(?)", IMPORTING);
        }

        private boolean ask(String sql, long key) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setLong(1, key);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getBoolean(1);
                }
            }
        }

        private void lockShared() throws SQLException {
            try (PreparedStatement statement =
                    connection.prepareStatement("select pg_advisory_lock_shared(?)")) {
                statement.setLong(1, IMPORTING);
                statement.execute();
            }
        }

        @Override
        public void close() {
            try (connection;
                    PreparedStatement statement =
                            connection.prepareStatement("select pg_advisory_unlock_all()")) {
                statement.execute();
            } catch (SQLException e) {
                // The connection is broken, so the server has dropped its locks already.
            }
        }
    }

    /** For the time of an import. */
    Held importing() {
        return take(
                        held -> {
                            held.lockShared();
                            return true;
                        })
                .orElseThrow();
    }

    /** For the time of resuming; empty when another process does it. */
    Optional<Held> resuming() {
        return take(held -> held.ask("select pg_try_advisory_lock(?)", RESUMING));
    }

    private interface Step {
        boolean run(Held held) throws SQLException;
    }

    private Optional<Held> take(Step step) {
        try {
            Held held = new Held(postgres.getConnection());
            boolean taken = false;
            try {
                taken = step.run(held);
            } finally {
                if (!taken) {
                    held.close();
                }
            }
            return taken ? Optional.of(held) : Optional.empty();
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("PostgreSQL can't be asked for a lock", e);
        }
    }
}
