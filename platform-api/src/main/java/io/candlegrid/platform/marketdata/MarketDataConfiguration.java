package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleTyping;
import io.candlegrid.domain.marketdata.ImportService;
import io.candlegrid.platform.launch.PlatformOptions;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Market data over REST. */
@Configuration(proxyBeanMethods = false)
@Import({
    MarketController.class,
    CandleController.class,
    ImportController.class,
    InstrumentRulesController.class,
    HoleController.class,
    SubscriptionController.class,
    IngestController.class,
    CandleStreamController.class
})
public class MarketDataConfiguration {

    @Bean
    Imports imports(ImportService service, DataSource postgres) {
        return new Imports(service, new ImportLock(postgres));
    }

    @Bean
    HoleTyping holeTyping(CandleStore candles, HoleStore holes) {
        return new HoleTyping(candles, holes);
    }

    @Bean
    Uploads uploads(PlatformOptions options) {
        return new Uploads(options.uploadDirectory());
    }
}
