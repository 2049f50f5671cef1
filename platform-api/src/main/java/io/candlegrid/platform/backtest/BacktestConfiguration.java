package io.candlegrid.platform.backtest;

import io.candlegrid.domain.marketdata.CandleStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Synchronous backtests over REST. */
@Configuration(proxyBeanMethods = false)
@Import(BacktestController.class)
public class BacktestConfiguration {

    @Bean
    BacktestRunner backtestRunner(CandleStore candles) {
        return new BacktestRunner(candles);
    }

    @Bean
    BoundedComputation boundedComputation() {
        return new BoundedComputation();
    }
}
