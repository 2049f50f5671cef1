package io.candlegrid.grid.exchange.simulator;

import java.time.Duration;
import java.util.Set;

/**
 * A fault as it is asked for. Which candle, request or connection it hits follows from the
 * simulator's seed.
 *
 * @param markets ids of the markets it befalls; empty means all
 * @param share how likely it hits each of those it can hit, in (0, 1]: a closed candle ({@code
 *     DUPLICATE OUT_OF_ORDER LATE REVISED MALFORMED NO_TRADES}), an instrument ({@code HALT}), a
 *     request ({@code RATE_LIMIT BAN SERVER_ERROR PARTIAL_PAGES SLOW}), a connection, at each close
 *     ({@code DISCONNECT}) or as long as it lives ({@code SILENCE SHORT_SESSIONS}). {@code
 *     REFUSE_CONNECTIONS} hits all
 * @param amount see {@link FaultKind}; ignored by kinds that don't mention it
 */
public record Fault(FaultKind kind, Set<Integer> markets, double share, Duration amount) {

    public Fault {
        markets = Set.copyOf(markets);
        if (!(share > 0 && share <= 1)) {
            throw new IllegalArgumentException("share=" + share + " must be in (0, 1]");
        }
        if (amount.isNegative()) {
            throw new IllegalArgumentException("amount=" + amount + " is negative");
        }
    }

    /** Hits everything it can on all markets; an amount of one second. */
    public static Fault of(FaultKind kind) {
        return new Fault(kind, Set.of(), 1, Duration.ofSeconds(1));
    }

    public Fault on(Integer... marketIds) {
        return new Fault(kind, Set.of(marketIds), share, amount);
    }

    public Fault share(double likelihood) {
        return new Fault(kind, markets, likelihood, amount);
    }

    public Fault amount(Duration much) {
        return new Fault(kind, markets, share, much);
    }

    boolean befalls(int marketId) {
        return markets.isEmpty() || markets.contains(marketId);
    }
}
