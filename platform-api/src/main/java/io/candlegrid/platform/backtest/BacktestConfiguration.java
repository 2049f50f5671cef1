package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.marketdata.RangeReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** Synchronous backtests over REST. */
@Configuration(proxyBeanMethods = false)
@Import(BacktestController.class)
public class BacktestConfiguration {

    @Bean
    BacktestRunner backtestRunner(RangeReader stored) {
        return new BacktestRunner(stored, CausalityGate.ofRegistry());
    }

    @Bean
    BoundedComputation boundedComputation() {
        return new BoundedComputation();
    }
}
