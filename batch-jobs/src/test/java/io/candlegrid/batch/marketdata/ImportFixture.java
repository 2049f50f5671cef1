package io.candlegrid.batch.marketdata;

import io.candlegrid.batch.schema.SpringBatchSchema;
import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseCandleStore;
import io.candlegrid.db.marketdata.ClickHouseFundingStore;
import io.candlegrid.db.marketdata.ClickHouseMarkStore;
import io.candlegrid.db.marketdata.PostgresHoleStore;
import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.db.marketdata.PostgresInstrumentStore;
import io.candlegrid.db.migration.Migrations;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.TestServers;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.ImportService;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.MarkStore;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.StoreException;
import java.util.List;
import java.util.Optional;
import org.springframework.batch.core.configuration.support.MapJobRegistry;
import org.springframework.batch.core.launch.support.TaskExecutorJobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.core.task.SyncTaskExecutor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/** The import on real databases, one set per JVM. */
final class ImportFixture {

    private final JdbcClient jdbc;
    private final DataSourceTransactionManager transactions;
    private final JobRepository repository;
    private final CandleStore candles;
    private final FundingStore funding;
    private final MarkStore marks;

    private ImportFixture() throws Exception {
        Endpoints servers = TestServers.get();
        var postgres = new com.zaxxer.hikari.HikariDataSource();
        postgres.setJdbcUrl(servers.postgres().jdbcUrl());
        postgres.setUsername(servers.postgres().user());
        postgres.setPassword(servers.postgres().password().value());
        postgres.setMaximumPoolSize(4);
        Migrations.migrate(postgres, servers.clickHouse(), new SpringBatchSchema());
        jdbc = JdbcClient.create(postgres);
        transactions = new DataSourceTransactionManager(postgres);
        JdbcJobRepositoryFactoryBean factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(postgres);
        factory.setTransactionManager(transactions);
        factory.afterPropertiesSet();
        repository = factory.getObject();
        ClickHouse clickHouse = new ClickHouse(servers.clickHouse());
        candles = new ClickHouseCandleStore(clickHouse, jdbc, holes());
        funding = new ClickHouseFundingStore(clickHouse);
        marks = new ClickHouseMarkStore(clickHouse);
    }

    static ImportFixture get() {
        return Holder.FIXTURE;
    }

    CandleStore candles() {
        return candles;
    }

    FundingStore funding() {
        return funding;
    }

    MarkStore marks() {
        return marks;
    }

    HoleStore holes() {
        return new PostgresHoleStore(jdbc);
    }

    InstrumentStore instruments() {
        return new PostgresInstrumentStore(jdbc);
    }

    ImportService imports() {
        return imports(candles);
    }

    /** An import that fails at the insert of a block, before or after it is acknowledged. */
    ImportService failing(int block, boolean afterInsert) {
        return imports(new FailingStore(candles, block, afterInsert));
    }

    private ImportService imports(CandleStore store) {
        TaskExecutorJobOperator operator = new TaskExecutorJobOperator();
        operator.setJobRepository(repository);
        operator.setJobRegistry(new MapJobRegistry());
        operator.setTaskExecutor(new SyncTaskExecutor());
        try {
            operator.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return new ImportConfiguration()
                .importService(
                        operator,
                        repository,
                        transactions,
                        store,
                        funding,
                        marks,
                        holes(),
                        new PostgresInstrumentStore(jdbc),
                        new PostgresImportLog(jdbc));
    }

    private static final class FailingStore implements CandleStore {
        private final CandleStore store;
        private final boolean afterInsert;
        private int insertsLeft;

        FailingStore(CandleStore store, int block, boolean afterInsert) {
            this.store = store;
            this.insertsLeft = block;
            this.afterInsert = afterInsert;
        }

        @Override
        public void insertRaw(RawCandles block, IngestBatch batch) {
            insertsLeft--;
            if (insertsLeft > 0 || afterInsert) {
                store.insertRaw(block, batch);
            }
            if (insertsLeft == 0) {
                throw new StoreException("the test pulled the plug");
            }
        }

        @Override
        public CandleSeries readMinutes(InstrumentId id, long fromMillis, long toMillis) {
            return store.readMinutes(id, fromMillis, toMillis);
        }

        @Override
        public List<Coverage> coverage() {
            return store.coverage();
        }

        @Override
        public Optional<Coverage> coverage(InstrumentId id) {
            return store.coverage(id);
        }

        @Override
        public IngestBatch newBatch() {
            return store.newBatch();
        }

        @Override
        public Known compare(RawCandles block, IngestBatch batch) {
            return store.compare(block, batch);
        }

        @Override
        public long repairCanonical() {
            return store.repairCanonical();
        }
    }

    private static final class Holder {
        private static final ImportFixture FIXTURE = create();

        private static ImportFixture create() {
            try {
                return new ImportFixture();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
