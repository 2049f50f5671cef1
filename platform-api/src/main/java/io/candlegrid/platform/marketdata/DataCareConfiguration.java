package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.ImportService;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The scheduler's care for stored candles. */
@Configuration(proxyBeanMethods = false)
public class DataCareConfiguration {

    @Bean
    DataCare dataCare(ImportService imports, DataSource postgres) {
        return new DataCare(imports, new ImportLock(postgres));
    }
}
