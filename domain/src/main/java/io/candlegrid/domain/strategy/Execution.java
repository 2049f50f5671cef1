package io.candlegrid.domain.strategy;

import org.jspecify.annotations.Nullable;

/**
 * How orders fill and what they cost.
 *
 * @param feePct percent of the notional of each fill
 * @param makerFeePct percent for take-profit fills; null means {@code feePct}
 * @param slippagePct percent of the price, against the order
 */
public record Execution(
        Fill fill,
        double feePct,
        @Nullable Double makerFeePct,
        double slippagePct,
        Intrabar intrabar,
        double leverage,
        boolean respectLotSize) {

    /** When the orders of a close fill. */
    public enum Fill {
        CLOSE,
        NEXT_OPEN
    }

    /** What happens in a bar that touches both an adverse exit and the take-profit. */
    public enum Intrabar {
        PESSIMISTIC,
        OPTIMISTIC,
        PATH
    }

    /** The same with another policy for ambiguous bars. */
    public Execution with(Intrabar policy) {
        return new Execution(
                fill, feePct, makerFeePct, slippagePct, policy, leverage, respectLotSize);
    }

    /** The same with other costs, in percent. */
    public Execution withCosts(double fee, @Nullable Double makerFee, double slippage) {
        return new Execution(fill, fee, makerFee, slippage, intrabar, leverage, respectLotSize);
    }
}
