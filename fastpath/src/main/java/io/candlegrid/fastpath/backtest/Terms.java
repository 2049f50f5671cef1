package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import org.jspecify.annotations.Nullable;

/**
 * Stops, sizing and execution of one combination in plain numbers, so that the next combination can
 * overwrite them without allocating. Percentages are as in the strategy, NaN where there is none;
 * not thread-safe.
 */
public final class Terms {

    static final int PERCENT_EQUITY = 0;
    static final int FIXED_QUOTE = 1;
    static final int RISK_PERCENT = 2;

    private static final int NO_LIMIT = Integer.MAX_VALUE;

    public double stopLossPct;
    public double takeProfitPct;
    public double trailingPct;

    /** As in the strategy; a double so that an axis can set it, NaN for none. */
    public double maxBars;

    public double sizingNumber;
    public double feePct;

    /** NaN means the fee of market orders. */
    public double makerFeePct;

    public double slippagePct;
    public double leverage;
    public boolean nextOpen;
    public Execution.Intrabar intrabar = Execution.Intrabar.PESSIMISTIC;

    final int sizing;
    final boolean respectLotSize;

    /** The terms of a strategy. */
    public Terms(StrategySpec strategy) {
        Stops stops = strategy.stops();
        stopLossPct = orNaN(stops.stopLossPct());
        takeProfitPct = orNaN(stops.takeProfitPct());
        trailingPct = orNaN(stops.trailingPct());
        Integer bars = stops.maxBars();
        maxBars = bars == null ? Double.NaN : bars;
        switch (strategy.sizing()) {
            case Sizing.PercentEquity(double percent) -> {
                sizing = PERCENT_EQUITY;
                sizingNumber = percent;
            }
            case Sizing.FixedQuote(double amount) -> {
                sizing = FIXED_QUOTE;
                sizingNumber = amount;
            }
            case Sizing.RiskPercent(double percent) -> {
                sizing = RISK_PERCENT;
                sizingNumber = percent;
            }
        }
        Execution execution = strategy.execution();
        feePct = execution.feePct();
        makerFeePct = orNaN(execution.makerFeePct());
        slippagePct = execution.slippagePct();
        leverage = execution.leverage();
        nextOpen = execution.fill() == Execution.Fill.NEXT_OPEN;
        intrabar = execution.intrabar();
        respectLotSize = execution.respectLotSize();
    }

    private Terms(Terms other) {
        stopLossPct = other.stopLossPct;
        takeProfitPct = other.takeProfitPct;
        trailingPct = other.trailingPct;
        maxBars = other.maxBars;
        sizingNumber = other.sizingNumber;
        feePct = other.feePct;
        makerFeePct = other.makerFeePct;
        slippagePct = other.slippagePct;
        leverage = other.leverage;
        nextOpen = other.nextOpen;
        intrabar = other.intrabar;
        sizing = other.sizing;
        respectLotSize = other.respectLotSize;
    }

    /** The same terms, to be changed by themselves. */
    Terms copy() {
        return new Terms(this);
    }

    /** Whether a position's size follows from equity and price alone. */
    public boolean isSizedByEquity() {
        return sizing != RISK_PERCENT && !respectLotSize;
    }

    /** Whether only the exit rule ends a position and all orders fill at the close. */
    public boolean isRulesOnly() {
        return !nextOpen && !hasStops() && Double.isNaN(maxBars);
    }

    /** Whether trips that touch no level are the same as with other terms. */
    public boolean hasRulesOf(Terms other) {
        return nextOpen == other.nextOpen && Double.compare(maxBars, other.maxBars) == 0;
    }

    /** Takes over what {@link #hasRulesOf} compares. */
    void takeRulesOf(Terms other) {
        nextOpen = other.nextOpen;
        maxBars = other.maxBars;
    }

    boolean hasStops() {
        return !Double.isNaN(stopLossPct)
                || !Double.isNaN(takeProfitPct)
                || !Double.isNaN(trailingPct);
    }

    double fee() {
        return feePct / 100;
    }

    double makerFee() {
        return Double.isNaN(makerFeePct) ? fee() : makerFeePct / 100;
    }

    double slippage() {
        return slippagePct / 100;
    }

    int barLimit() {
        return Double.isNaN(maxBars) ? NO_LIMIT : (int) maxBars;
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }
}
