package io.candlegrid.platform.marketdata;

import com.zaxxer.hikari.HikariDataSource;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseCandleStore;
import io.candlegrid.db.marketdata.ClickHouseIngestStore;
import io.candlegrid.db.marketdata.PostgresDeadLetterStore;
import io.candlegrid.db.marketdata.PostgresHoleStore;
import io.candlegrid.db.marketdata.PostgresIngestRegistry;
import io.candlegrid.db.marketdata.RedisCandleStreams;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.grid.exchange.ExchangeSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A member of the grid that ingests, as a process of its own that a test can kill. Arguments: data
 * directory, cluster name, open time of the clock, wall time of that, factor, instruments as {@code
 * market:symbol,…}; the exchanges' addresses come by environment. Ends when its input ends.
 */
final class IngestMemberMain {

    private IngestMemberMain() {}

    public static void main(String[] args) throws IOException {
        Endpoints servers = Endpoints.read(Path.of(args[0])).orElseThrow();
        Instant start = Instant.parse(args[2]);
        long wall = Long.parseLong(args[3]);
        double factor = Double.parseDouble(args[4]);
        InstantSource clock =
                () -> start.plusNanos((long) ((System.currentTimeMillis() - wall) * 1e6 * factor));
        Set<InstrumentId> wanted =
                Arrays.stream(args[5].split(","))
                        .map(text -> text.split(":"))
                        .map(pair -> new InstrumentId(Integer.parseInt(pair[0]), pair[1]))
                        .collect(Collectors.toSet());
        HikariDataSource postgres = new HikariDataSource();
        postgres.setJdbcUrl(servers.postgres().jdbcUrl());
        postgres.setUsername(servers.postgres().user());
        postgres.setPassword(servers.postgres().password().value());
        JdbcClient jdbc = JdbcClient.create(postgres);
        ClickHouse clickHouse = new ClickHouse(servers.clickHouse());
        IngestRig.Stores stores =
                new IngestRig.Stores(
                        new ClickHouseCandleStore(clickHouse, jdbc, new PostgresHoleStore(jdbc)),
                        new ClickHouseIngestStore(clickHouse),
                        new PostgresDeadLetterStore(jdbc),
                        new PostgresIngestRegistry(jdbc),
                        new RedisCandleStreams(servers.redis()));
        IngestRig.Member member =
                IngestRig.Member.join(
                        args[1],
                        List.of("127.0.0.1:5901", "127.0.0.1:5902", "127.0.0.1:5903"),
                        wanted,
                        market -> settings(market, clock),
                        clock,
                        factor,
                        stores);
        System.out.println("member " + member.grid().address());
        while (System.in.read() >= 0) {
            // Only the end of the input counts.
        }
        System.exit(0);
    }

    private static ExchangeSettings settings(Market market, InstantSource clock) {
        return ExchangeSettings.defaults(market)
                .withEndpoints(ExchangeEndpoints.configured(market, System::getenv))
                .withClock(clock)
                .withTimings(IngestRig.REST, IngestRig.FEED);
    }
}
