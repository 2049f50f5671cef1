package io.candlegrid.domain.marketdata;

import java.util.List;
import java.util.Optional;

/**
 * One exchange's market of one type, a row of {@code ref_market}.
 *
 * @param id 1 binance spot, 2 binance futures, 3 bybit spot, 4 bybit futures
 * @param takerFeePct default taker fee in percent of notional
 * @param makerFeePct default maker fee in percent of notional
 * @param maintenanceMarginPct maintenance margin in percent of notional; 0 on spot
 */
public record Market(
        int id,
        Exchange exchange,
        MarketType type,
        double takerFeePct,
        double makerFeePct,
        double maintenanceMarginPct) {

    /** The four markets candlegrid knows, in order of id, with the fees of a new account. */
    public static final List<Market> ALL =
            List.of(
                    new Market(1, Exchange.BINANCE, MarketType.SPOT, 0.1, 0.1, 0),
                    new Market(2, Exchange.BINANCE, MarketType.FUTURES, 0.05, 0.02, 0.5),
                    new Market(3, Exchange.BYBIT, MarketType.SPOT, 0.1, 0.1, 0),
                    new Market(4, Exchange.BYBIT, MarketType.FUTURES, 0.05, 0.02, 0.5));

    /** The market of an id, or empty when the id is not 1 to 4. */
    public static Optional<Market> byId(int id) {
        return ALL.stream().filter(market -> market.id == id).findFirst();
    }

    /** Whether a position may be short here: futures only. */
    public boolean allowsShort() {
        return type == MarketType.FUTURES;
    }

    /** {@code exchange:market_type:symbol}, for logs and stream names only. */
    public String instrumentKey(String symbol) {
        return exchange.label() + ":" + type.label() + ":" + symbol;
    }
}
