package io.candlegrid.platform.marketdata;

import io.candlegrid.db.clickhouse.ClickHouse;
import io.candlegrid.db.marketdata.ClickHouseGapSearch;
import io.candlegrid.db.marketdata.PostgresGapStore;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingRefresh;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.GapExplanation;
import io.candlegrid.domain.marketdata.GapRepair;
import io.candlegrid.domain.marketdata.GapScan;
import io.candlegrid.domain.marketdata.GapSearch;
import io.candlegrid.domain.marketdata.GapStore;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentRefresh;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.SubscriptionStore;
import io.candlegrid.domain.marketdata.Venues;
import io.candlegrid.platform.operations.SubscriptionCounts;
import io.candlegrid.platform.schedule.ScheduledTask;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Gaps over REST, and what is due by the clock for market data. */
@Configuration(proxyBeanMethods = false)
@Import(GapController.class)
public class GapConfiguration {

    @Bean
    GapStore gapStore(JdbcClient jdbc, PlatformTransactionManager transactions) {
        return new PostgresGapStore(jdbc, new TransactionTemplate(transactions));
    }

    @Bean
    GapSearch gapSearch(ClickHouse clickHouse) {
        return new ClickHouseGapSearch(clickHouse);
    }

    @Bean
    GapMeters gapMeters(GapStore gaps, MeterRegistry metrics) {
        return new GapMeters(gaps, metrics);
    }

    @Bean
    MarketDataTasks marketDataTasks(
            Venues venues,
            InstrumentStore instruments,
            FundingStore rates,
            GapSearch search,
            GapStore gaps,
            CandleStore candles,
            GapMeters meters,
            Exchanges exchanges,
            SubscriptionStore subscriptions,
            Clock clock) {
        return new MarketDataTasks(
                venues,
                new InstrumentRefresh(instruments),
                new FundingRefresh(search, rates, candles),
                new GapScan(
                        search,
                        gaps,
                        market -> ingested(market, exchanges, subscriptions, instruments),
                        clock),
                new GapRepair(
                        gaps,
                        search,
                        candles,
                        new GapExplanation(search, instruments),
                        clock,
                        RandomGenerator.getDefault()),
                gaps,
                candles,
                meters,
                clock);
    }

    @Bean
    SubscriptionCounts subscriptionCounts(Exchanges exchanges, SubscriptionStore subscriptions) {
        return market -> exchanges.askable(market.id(), subscriptions.ofMarket(market.id())).size();
    }

    /**
     * Of which symbols a candle is due every minute: not of those whose exchange has stopped them.
     */
    private static Set<String> ingested(
            int market,
            Exchanges exchanges,
            SubscriptionStore subscriptions,
            InstrumentStore instruments) {
        Set<String> symbols = exchanges.askable(market, subscriptions.ofMarket(market));
        instruments.ofMarket(market).stream()
                .filter(known -> known.source().equals(Instrument.LISTED) && !known.tradable())
                .forEach(stopped -> symbols.remove(stopped.id().symbol()));
        return symbols;
    }

    @Bean
    ScheduledTask instrumentRefresh(MarketDataTasks tasks) {
        return tasks.instrumentRefresh();
    }

    @Bean
    ScheduledTask gapScan(MarketDataTasks tasks) {
        return tasks.gapScan();
    }

    @Bean
    ScheduledTask fundingRefresh(MarketDataTasks tasks) {
        return tasks.fundingRefresh();
    }

    @Bean
    ScheduledTask coverageRollup(MarketDataTasks tasks) {
        return tasks.coverageRollup();
    }

    @Bean
    ScheduledTask canonicalCheck(MarketDataTasks tasks) {
        return tasks.canonicalCheck();
    }
}
