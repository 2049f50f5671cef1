package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Market;

/** Makes the adapter of a market. */
public final class ExchangeAdapters {

    private ExchangeAdapters() {}

    /** A new adapter; it connects when it is first used. */
    public static ExchangeAdapter open(Market market, ExchangeSettings settings) {
        return new DefaultExchangeAdapter(rest(market), stream(market), settings, WallTime.SYSTEM);
    }

    static RestDialect rest(Market market) {
        return switch (market.exchange()) {
            case BINANCE -> new BinanceRest(market);
            case BYBIT -> new BybitRest(market);
        };
    }

    static StreamDialect stream(Market market) {
        return switch (market.exchange()) {
            case BINANCE -> new BinanceStream(market);
            case BYBIT -> new BybitStream(market);
        };
    }
}
