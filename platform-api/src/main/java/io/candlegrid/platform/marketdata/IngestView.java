package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.SubscriptionStore;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How ingest fares on all markets, wherever its pipelines run. Thread-safe. */
final class IngestView {

    private final SubscriptionStore subscriptions;
    private final Exchanges exchanges;
    private final IngestRegistry registry;

    IngestView(SubscriptionStore subscriptions, Exchanges exchanges, IngestRegistry registry) {
        this.subscriptions = subscriptions;
        this.exchanges = exchanges;
        this.registry = registry;
    }

    /** Every market by id. */
    List<IngestState> now() {
        Map<Integer, IngestRegistry.Pipeline> pipelines =
                registry.pipelines().stream()
                        .collect(
                                Collectors.toMap(
                                        IngestRegistry.Pipeline::marketId, Function.identity()));
        return Market.ALL.stream()
                .map(market ->
                        IngestState.of(
                                market,
                                exchanges
                                        .askable(market.id(), subscriptions.ofMarket(market.id()))
                                        .size(),
                                pipelines.get(market.id())))
                .toList();
    }
}
