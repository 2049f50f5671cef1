package io.candlegrid.db.migration;

import io.candlegrid.db.server.ClickHouseEndpoint;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Brings PostgreSQL (Flyway, {@code db/migration}) and ClickHouse ({@code db/clickhouse}) up to
 * date. Any number of processes may do it at once: one works, the others wait and find nothing to
 * do.
 */
public final class Migrations {

    private Migrations() {}

    /**
     * Applies what is new, PostgreSQL first.
     *
     * @param more migrations of PostgreSQL that other modules bring as code
     * @throws IllegalStateException when a migration of ClickHouse that was applied before has been
     *     changed; Flyway's own exception when one of PostgreSQL was
     */
    public static void migrate(
            DataSource postgres, ClickHouseEndpoint clickHouse, JavaMigration... more) {
        Flyway.configure()
                .dataSource(postgres)
                .locations("classpath:db/migration")
                .javaMigrations(more)
                .load()
                .migrate();
        migrateClickHouse(postgres, clickHouse);
    }

    /** Applies what is new to ClickHouse only, for where something else runs Flyway. */
    public static void migrateClickHouse(DataSource postgres, ClickHouseEndpoint clickHouse) {
        new ClickHouseMigrations(postgres, clickHouse, MigrationScript.onClassPath()).run();
    }
}
