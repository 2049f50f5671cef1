package io.candlegrid.platform.marketdata;

import io.candlegrid.batch.marketdata.ImportConfiguration;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseCandleStore;
import io.candlegrid.db.marketdata.ClickHouseFundingStore;
import io.candlegrid.db.marketdata.ClickHouseMarkStore;
import io.candlegrid.db.marketdata.ClickHouseSnapshotStore;
import io.candlegrid.db.marketdata.PostgresHoleStore;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.db.marketdata.PostgresInstrumentStore;
import io.candlegrid.db.marketdata.PostgresMarketStore;
import io.candlegrid.db.optimization.ClickHouseTrialStore;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.MarkStore;
import io.candlegrid.domain.marketdata.MarketStore;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.TrialStore;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Where market data and trials are kept, in every process. */
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
    FundingStore fundingStore(ClickHouse clickHouse) {
        return new ClickHouseFundingStore(clickHouse);
    }

    @Bean
    MarkStore markStore(ClickHouse clickHouse) {
        return new ClickHouseMarkStore(clickHouse);
    }

    @Bean
    RangeReader rangeReader(
            CandleStore candles,
            FundingStore funding,
            MarkStore marks,
            InstrumentStore instruments) {
        return new RangeReader(candles, funding, marks, instruments);
    }

    @Bean
    SnapshotStore snapshotStore(ClickHouse clickHouse, RangeReader stored, HoleStore holes) {
        return new ClickHouseSnapshotStore(clickHouse, stored, holes);
    }

    @Bean
    TrialStore trialStore(ClickHouse clickHouse) {
        return new ClickHouseTrialStore(clickHouse);
    }
}
