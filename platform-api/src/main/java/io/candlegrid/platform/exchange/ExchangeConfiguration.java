package io.candlegrid.platform.exchange;

import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.Venue;
import io.candlegrid.domain.marketdata.Venues;
import io.candlegrid.grid.exchange.ExchangeSettings;
import io.candlegrid.platform.marketdata.Exchanges;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The REST side of the process's exchanges, in the domain's words, for what schedules do. */
@Configuration(proxyBeanMethods = false)
public class ExchangeConfiguration {

    @Bean
    Venues venues(Exchanges exchanges) {
        return new Venues(
                Market.ALL.stream()
                        .<Venue>map(market ->
                                new ExchangeVenue(
                                        exchanges.adapter(market),
                                        exchanges::mayAsk,
                                        ExchangeSettings.defaults(market).clock()))
                        .toList());
    }
}
