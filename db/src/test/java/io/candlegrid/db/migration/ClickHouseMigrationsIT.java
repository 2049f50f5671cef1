package io.candlegrid.db.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.TestDatabases;
import io.candlegrid.db.server.ClickHouseEndpoint;
import io.candlegrid.db.server.TestServers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClickHouseMigrationsIT {

    private static final MigrationScript ONE =
            MigrationScript.of(
                    "V001__one.sql",
                    """
                    -- a comment; with a semicolon
                    create table if not exists one (a Int64) engine = MergeTree order by a;
                    insert into one values (1);
                    """);

    private static ClickHouseEndpoint database(String name) {
        ClickHouseEndpoint server = TestServers.get().clickHouse();
        return new ClickHouseEndpoint(server.url(), name, server.user(), server.password());
    }

    private static void migrate(ClickHouseEndpoint endpoint, MigrationScript... scripts) {
        new ClickHouseMigrations(TestDatabases.get().postgres(), endpoint, List.of(scripts)).run();
    }

    @Test
    void appliesEachScriptOnceEvenWhenSeveralProcessesStart() {
        ClickHouseEndpoint endpoint = database("migrations_once");
        Runnable start = () -> migrate(endpoint, ONE);
        CompletableFuture<Void> first = CompletableFuture.runAsync(start);
        CompletableFuture<Void> second = CompletableFuture.runAsync(start);
        start.run();
        CompletableFuture.allOf(first, second).join();
        try (ClickHouse clickHouse = new ClickHouse(endpoint)) {
            assertThat(clickHouse.queryLong("select toInt64(count()) from one", Map.of())).isOne();
        }
    }

    @Test
    void refusesAScriptThatWasChangedAfterItLanded() {
        ClickHouseEndpoint endpoint = database("migrations_changed");
        migrate(endpoint, ONE);
        MigrationScript changed = MigrationScript.of("V001__one.sql", "select 2;\n");
        assertThatThrownBy(() -> migrate(endpoint, changed))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("V001__one has been changed after it was applied");
    }
}
