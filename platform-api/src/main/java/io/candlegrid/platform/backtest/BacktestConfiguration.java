package io.candlegrid.platform.backtest;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.InstrumentStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Synchronous backtests over REST. */
@Configuration(proxyBeanMethods = false)
@Import(BacktestController.class)
public class BacktestConfiguration {

    @Bean
    BacktestInputs backtestInputs(InstrumentStore instruments) {
        return new BacktestInputs(instruments);
    }

    @Bean
    BacktestRunner backtestRunner(CandleStore candles, BacktestInputs inputs) {
        return new BacktestRunner(candles, inputs);
    }

    @Bean
    BoundedComputation boundedComputation() {
        return new BoundedComputation();
    }
}
