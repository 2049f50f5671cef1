package io.candlegrid.platform.marketdata;

import io.candlegrid.batch.marketdata.ImportConfiguration;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseCandleStore;
import io.candlegrid.db.marketdata.ClickHouseSnapshotStore;
import io.candlegrid.db.marketdata.PostgresHoleStore;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.db.marketdata.PostgresInstrumentStore;
import io.candlegrid.db.marketdata.PostgresMarketStore;
import io.candlegrid.db.optimization.ClickHouseTrialStore;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.MarketStore;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.TrialStore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where candles and trials are kept, in every process. */
@Configuration(proxyBeanMethods = false)
@Import(ImportConfiguration.class)
public class StoreConfiguration {

    /** The data source comes first: whoever has it knows that the migrations are applied. */
    @Bean(destroyMethod = "close")
    ClickHouse clickHouse(Endpoints endpoints, DataSource migrated) {
        return new ClickHouse(endpoints.clickHouse());
    }

    @Bean
    MarketStore marketStore(JdbcClient jdbc) {
        return new PostgresMarketStore(jdbc);
    }

    @Bean
    InstrumentStore instrumentStore(JdbcClient jdbc) {
        return new PostgresInstrumentStore(jdbc);
    }

    @Bean
    HoleStore holeStore(JdbcClient jdbc) {
        return new PostgresHoleStore(jdbc);
    }

    @Bean
    PostgresImportLog importLog(JdbcClient jdbc) {
        return new PostgresImportLog(jdbc);
    }

    @Bean
    CandleStore candleStore(ClickHouse clickHouse, JdbcClient jdbc, HoleStore holes) {
        return new ClickHouseCandleStore(clickHouse, jdbc, holes);
    }

    @Bean
    SnapshotStore snapshotStore(ClickHouse clickHouse, CandleStore candles, HoleStore holes) {
        return new ClickHouseSnapshotStore(clickHouse, candles, holes);
    }

    @Bean
    TrialStore trialStore(ClickHouse clickHouse) {
        return new ClickHouseTrialStore(clickHouse);
    }
}
