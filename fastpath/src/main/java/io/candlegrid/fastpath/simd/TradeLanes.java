package io.candlegrid.fastpath.simd;

import java.util.Arrays;

/**
 * The closed trades of {@value #LANES} combinations side by side, for {@link KernelSupport#trade}:
 * what bounds the money of one combination is the latency of each trade's divisions, which all
 * depend on the trade before, so several combinations take their steps together. Prices come in and
 * fills go out in blocks of rows, a row holding the n-th trade of each lane:
 *
 * <pre>
 *   row 0   | lane 0 | lane 1 | … | lane 7 |
 *   row 1   | lane 0 | lane 1 | … | lane 7 |
 * </pre>
 *
 * Prices and amounts are in quote units, quantities in base units, rates are fractions. Not
 * thread-safe.
 */
public final class TradeLanes {

    /** Combinations side by side. */
    public static final int LANES = 8;

    /** Rows of a block. */
    public static final int ROWS = 64;

    /** Per lane: the fee of an entry. */
    public final double[] fee = new double[LANES];

    public final double[] leverage = new double[LANES];

    /** Per lane: 1 + L·f, the divisor of the largest notional. */
    public final double[] margin = new double[LANES];

    /** Per lane: share of the notional that is taken. */
    public final double[] share = new double[LANES];

    /** Per lane: bound of the notional before the share; infinite for none. */
    public final double[] amount = new double[LANES];

    /** Per lane: number of closed trades; rows from there on are of no effect. */
    public final double[] trades = new double[LANES];

    /** Per lane: cash after the last trade. */
    public final double[] cash = new double[LANES];

    /** Per lane: the greatest equity at a close so far. */
    public final double[] peak = new double[LANES];

    /** Per lane: the least equity at a close since the peak. */
    public final double[] trough = new double[LANES];

    /**
     * Per lane: what an entry's fill is multiplied by for the level of liquidation; NaN without
     * one.
     */
    public final double[] liquidationFactor = new double[LANES];

    /** The price that is worst for the side of lanes with a factor for liquidation. */
    public double worstPrice;

    /** Whether trades of both sides are told apart in the sums of sides. */
    public boolean bothSides;

    /** Drawdown that calls for {@link #attention}; infinite for none. */
    public double drawdownLimit = Double.POSITIVE_INFINITY;

    /**
     * After {@link KernelSupport#follow}: bit set of the lanes that need a look at its row, from
     * the first one asked for.
     */
    public int attention;

    public final double[] turnover = new double[LANES];
    public final double[] fees = new double[LANES];
    public final double[] slippage = new double[LANES];
    public final double[] wins = new double[LANES];
    public final double[] losses = new double[LANES];
    public final double[] losingStreak = new double[LANES];
    public final double[] longestLosingStreak = new double[LANES];
    public final double[] pnlSum = new double[LANES];

    /** Per lane, if {@link #bothSides}. */
    public final double[] shortTrades = new double[LANES];

    public final double[] shortWins = new double[LANES];
    public final double[] shortPnl = new double[LANES];
    public final double[] longPnl = new double[LANES];
    public final double[] winSum = new double[LANES];
    public final double[] lossSum = new double[LANES];
    public final double[] best = new double[LANES];
    public final double[] worst = new double[LANES];

    /** Per lane, after {@link KernelSupport#deviations}: Σ (pnl − mean)². */
    public final double[] squares = new double[LANES];

    /** {@code double[ROWS][LANES]}: +1 for long, −1 for short. */
    public final double[] sign = new double[ROWS * LANES];

    /** {@code double[ROWS][LANES]}: what an entry's price is multiplied by for slippage. */
    public final double[] entryFactor = new double[ROWS * LANES];

    public final double[] exitFactor = new double[ROWS * LANES];

    /** {@code double[ROWS][LANES]}: the fee of the exit. */
    public final double[] exitFee = new double[ROWS * LANES];

    /**
     * {@code double[ROWS][LANES]}: 0 when a close lies between the trade and the one before, NaN
     * when none does.
     */
    public final double[] flat = new double[ROWS * LANES];

    /** {@code double[ROWS][LANES]}: prices before slippage. */
    public final double[] entryPrice = new double[ROWS * LANES];

    public final double[] exitPrice = new double[ROWS * LANES];

    /**
     * {@code double[ROWS][LANES]}: the best close from the entry's to before the exit's; NaN when
     * there is none.
     */
    public final double[] bestClose = new double[ROWS * LANES];

    public final double[] worstClose = new double[ROWS * LANES];

    /** {@code double[ROWS][LANES]}: what the kernel found. */
    public final double[] fill = new double[ROWS * LANES];

    public final double[] quantity = new double[ROWS * LANES];

    /** Cash while the position is held. */
    public final double[] cashHeld = new double[ROWS * LANES];

    /** {@code double[ROWS + 1][LANES]}: cash before the row's trade, and after the last. */
    public final double[] cashBefore = new double[(ROWS + 1) * LANES];

    /** {@code double[rows so far][LANES]}: net of fees. */
    double[] pnl = new double[1024 * LANES];

    private final double[][] sums = {
        turnover,
        fees,
        slippage,
        wins,
        losses,
        losingStreak,
        longestLosingStreak,
        pnlSum,
        shortTrades,
        shortWins,
        shortPnl,
        longPnl,
        winSum,
        lossSum,
        squares
    };

    /** Starts all lanes with the same cash. */
    public void reset(double initialEquity) {
        Arrays.fill(trades, 0);
        Arrays.fill(cash, initialEquity);
        Arrays.fill(peak, initialEquity);
        Arrays.fill(trough, initialEquity);
        for (double[] sum : sums) {
            Arrays.fill(sum, 0);
        }
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
        Arrays.fill(worst, Double.POSITIVE_INFINITY);
    }

    /** Makes room for the pnl of so many rows. */
    public void ensure(int rows) {
        if (pnl.length < rows * LANES) {
            pnl = Arrays.copyOf(pnl, Math.max(rows * LANES, 2 * pnl.length));
        }
    }
}
