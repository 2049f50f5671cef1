package io.candlegrid.db.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTest {
    @Test
    void aSecretDoesNotShowItself() {
        Secret secret = Secret.random();
        ClickHouseEndpoint endpoint = new ClickHouseEndpoint("http://h:1", "d", "u", secret);
        assertThat(secret).hasToString("***");
        assertThat(endpoint.toString()).doesNotContain(secret.value());
        assertThat(Secret.random()).isNotEqualTo(secret);
    }

    @Test
    void serversElsewhereAreReadFromTheEnvironment() {
        ExternalServers servers =
                ExternalServers.of(
                        Map.of(
                                "CANDLEGRID_POSTGRES_URL",
                                        "postgresql://me:p%40ss+w@db/grid?ssl=true",
                                "CANDLEGRID_CLICKHOUSE_URL", "https://me:pw@ch/grid",
                                "CANDLEGRID_REDIS_URL", "redis://:pw@r:7000"));
        assertThat(servers.postgres())
                .contains(
                        new PostgresEndpoint(
                                "jdbc:postgresql://db:5432/grid?ssl=true",
                                "me",
                                new Secret("p@ss+w")));
        assertThat(servers.clickHouse())
                .contains(
                        new ClickHouseEndpoint("https://ch:8443", "grid", "me", new Secret("pw")));
        assertThat(servers.redis()).contains(new RedisEndpoint("r", 7000, new Secret("pw")));
        assertThat(servers.isComplete()).isTrue();
    }

    @Test
    void aJdbcUrlForPostgresIsTakenAsWell() {
        assertThat(
                        ExternalServers.of(
                                        Map.of(
                                                "CANDLEGRID_POSTGRES_URL",
                                                "jdbc:postgresql://db:1/grid?user=u&password=p"))
                                .postgres())
                .contains(
                        new PostgresEndpoint("jdbc:postgresql://db:1/grid", "u", new Secret("p")));
    }

    @ParameterizedTest
    @CsvSource({
        "CANDLEGRID_POSTGRES_URL, mysql://u:hidden@db/grid",
        "CANDLEGRID_POSTGRES_URL, postgresql://u:hidden@db",
        "CANDLEGRID_CLICKHOUSE_URL, ch:hidden",
        "CANDLEGRID_CLICKHOUSE_URL, http://u:hid den@ch",
        "CANDLEGRID_REDIS_URL, redis://user:hidden@r",
        "CANDLEGRID_REDIS_URL, redis://:hidden@r/3",
    })
    void aWrongUrlIsExplainedWithoutItsPassword(String variable, String url) {
        assertThatThrownBy(() -> ExternalServers.of(Map.of(variable, url)))
                .isInstanceOf(ServerException.class)
                .hasMessageStartingWith(variable)
                .hasMessageContaining("Right is")
                .hasMessageNotContaining("hid");
    }
}
