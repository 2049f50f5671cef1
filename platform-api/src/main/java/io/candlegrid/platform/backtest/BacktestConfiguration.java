package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.RangeReader;
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
    BacktestRunner backtestRunner(RangeReader stored, BacktestInputs inputs) {
        return new BacktestRunner(stored, CausalityGate.ofRegistry(), inputs);
    }

    @Bean
    BoundedComputation boundedComputation() {
        return new BoundedComputation();
    }
}
