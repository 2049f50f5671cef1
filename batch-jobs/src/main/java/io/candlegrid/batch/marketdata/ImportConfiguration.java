package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.PostgresImportLog;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleTyping;
import io.candlegrid.domain.marketdata.ImportService;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.MarkStore;
import io.candlegrid.domain.marketdata.archive.ArchiveInspector;
import io.candlegrid.domain.marketdata.archive.ArchiveLimits;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Wires the import. */
@Configuration(proxyBeanMethods = false)
public class ImportConfiguration {

    /** Imports on the job repository and stores of the application. */
    @Bean
    ImportService importService(
            JobOperator operator,
            JobRepository repository,
            PlatformTransactionManager transactions,
            CandleStore candles,
            FundingStore funding,
            MarkStore marks,
            HoleStore holes,
            InstrumentStore instruments,
            PostgresImportLog log) {
        ArchiveInspector inspector = new ArchiveInspector(ArchiveLimits.DEFAULT);
        ImportStep step =
                new ImportStep(
                        repository,
                        transactions,
                        new RowSinks(candles, funding, marks),
                        holes,
                        log,
                        inspector);
        return new BatchImportService(
                new ImportJobRunner(operator, repository, step),
                inspector,
                candles,
                new HoleTyping(candles, holes),
                instruments,
                log,
                new TransactionTemplate(transactions));
    }
}
