package io.candlegrid.domain.backtest;

import java.util.Arrays;

/**
 * Collects what metrics are made of and evaluates them. Both engines feed it the same events in the
 * same order (fills, funding and closed trades in order of time) and the same day marks, so both
 * get the same bits. Reusable after {@link #reset}; allocates only when a run needs longer buffers
 * than any before. Not thread-safe: one per thread.
 */
public final class MetricAccumulator {

    private double[] pnls = new double[1024];
    private double[] dayMarks = new double[512];
    private double[] dayReturns = new double[512];
    private int trades;
    private int wins;
    private int losses;
    private int losingStreak;
    private int longestLosingStreak;
    private double pnlSum;
    private double pnlDeviation;
    private double winSum;
    private double lossSum;
    private double best;
    private double worst;
    private long heldMillis;
    private long heldBars;
    private double fees;
    private double slippage;
    private double funding;
    private double turnover;
    private int longTrades;
    private int longWins;
    private double longPnl;
    private int shortTrades;
    private int shortWins;
    private double shortPnl;
    private long ambiguousBars;
    private long skippedEntries;
    private long untestedMinutes;
    private long liquidations;

    /** Forgets everything, for the next run. */
    public void reset() {
        trades = 0;
        wins = 0;
        losses = 0;
        losingStreak = 0;
        longestLosingStreak = 0;
        pnlSum = 0;
        pnlDeviation = Double.NaN;
        winSum = 0;
        lossSum = 0;
        best = Double.NEGATIVE_INFINITY;
        worst = Double.POSITIVE_INFINITY;
        heldMillis = 0;
        heldBars = 0;
        fees = 0;
        slippage = 0;
        funding = 0;
        turnover = 0;
        longTrades = 0;
        longWins = 0;
        longPnl = 0;
        shortTrades = 0;
        shortWins = 0;
        shortPnl = 0;
        ambiguousBars = 0;
        skippedEntries = 0;
        untestedMinutes = 0;
        liquidations = 0;
    }

    /** Adds a fill: quantity · fill price, its fee, and what slippage cost. */
    public void fill(double notional, double fee, double slippageCost) {
        turnover += notional;
        fees += fee;
        slippage += slippageCost;
    }

    /** Adds a funding payment; negative when received. */
    public void funding(double payment) {
        funding += payment;
    }

    /**
     * Adds a closed trade.
     *
     * @param sign +1 for long, −1 for short
     * @param pnl net of fees and funding
     * @param millis open time of the exit's candle − open time of the entry's
     * @param bars exit bar − entry bar: how many closes saw the position after their fills
     */
    public void trade(int sign, double pnl, long millis, int bars) {
        if (trades == pnls.length) {
            pnls = Arrays.copyOf(pnls, trades * 2);
        }
        pnls[trades++] = pnl;
        pnlSum += pnl;
        heldMillis += millis;
        heldBars += bars;
        best = Math.max(best, pnl);
        worst = Math.min(worst, pnl);
        boolean win = pnl > 0;
        if (win) {
            wins++;
            winSum += pnl;
        }
        if (pnl < 0) {
            losses++;
            lossSum += pnl;
            losingStreak++;
            longestLosingStreak = Math.max(longestLosingStreak, losingStreak);
        } else {
            losingStreak = 0;
        }
        if (sign > 0) {
            longTrades++;
            longWins += win ? 1 : 0;
            longPnl += pnl;
        } else {
            shortTrades++;
            shortWins += win ? 1 : 0;
            shortPnl += pnl;
        }
    }

    /**
     * Takes all closed trades of a run at once, in place of {@link #trade}, summed elsewhere in the
     * same order; {@link #sides} and {@link #held} tell the rest.
     *
     * @param deviation sample standard deviation of their pnl; NaN for fewer than two
     */
    public void trades(
            int count,
            int winning,
            int losing,
            int losingInARow,
            double sum,
            double sumOfWins,
            double sumOfLosses,
            double bestPnl,
            double worstPnl,
            double deviation) {
        trades = count;
        wins = winning;
        losses = losing;
        longestLosingStreak = losingInARow;
        pnlSum = sum;
        winSum = sumOfWins;
        lossSum = sumOfLosses;
        best = bestPnl;
        worst = worstPnl;
        pnlDeviation = deviation;
    }

    /** Tells which of the closed trades given to {@link #trades} were short; the rest was long. */
    public void sides(int shorts, int winningShorts, double pnlOfShorts, double pnlOfLongs) {
        shortTrades = shorts;
        shortWins = winningShorts;
        shortPnl = pnlOfShorts;
        longTrades = trades - shorts;
        longWins = wins - winningShorts;
        longPnl = pnlOfLongs;
    }

    /** Adds the time that closed trades given to {@link #trades} took together. */
    public void held(long millis, long bars) {
        heldMillis += millis;
        heldBars += bars;
    }

    /** Adds the position that is still open at the end: last bar − entry bar + 1. */
    public void openAtEnd(int bars) {
        heldBars += bars;
    }

    /** Counts bars in which an adverse exit and the take-profit were both touched. */
    public void ambiguousBars(int count) {
        ambiguousBars += count;
    }

    /** Counts an entry that could not be sized. */
    public void skippedEntry() {
        skippedEntries++;
    }

    /** Counts stored minutes that belong to no bar while a position was held. */
    public void untestedMinutes(long minutes) {
        untestedMinutes += minutes;
    }

    /** Counts a liquidation. */
    public void liquidation() {
        liquidations++;
    }

    /** Closed trades so far. */
    public int trades() {
        return trades;
    }

    /**
     * The buffer to write the equity at the end of each day to, at least {@code days} long; what is
     * in it before is of an earlier run.
     */
    public double[] dayMarks(int days) {
        if (dayMarks.length < days) {
            dayMarks = new double[days];
            dayReturns = new double[days];
        }
        return dayMarks;
    }

    /**
     * Evaluates all metrics into {@code out[Metric.COUNT]} by ordinal, NaN where undefined; day
     * marks must have been written.
     *
     * @param bars number of traded bars
     * @param rangeSeconds length of the range [from, to)
     * @param firstClose close of the first traded bar, for the benchmark
     * @param drawdown max drawdown over closes
     * @param drawdownSeconds the longest time under a peak
     */
    public void evaluate(
            double initialEquity,
            double lastEquity,
            int days,
            int bars,
            double rangeSeconds,
            double firstClose,
            double lastClose,
            double drawdown,
            double drawdownSeconds,
            double[] out) {
        double total = MetricFormulas.totalReturn(initialEquity, lastEquity);
        double benchmark = MetricFormulas.totalReturn(firstClose, lastClose);
        double cagr = MetricFormulas.cagr(initialEquity, lastEquity, rangeSeconds);
        MetricFormulas.dailyReturns(initialEquity, dayMarks, days, dayReturns);
        set(out, Metric.TOTAL_RETURN, total);
        set(out, Metric.BENCHMARK_RETURN, benchmark);
        set(out, Metric.EXCESS_RETURN, total - benchmark);
        set(out, Metric.CAGR, cagr);
        set(out, Metric.SHARPE, MetricFormulas.sharpe(dayReturns, days));
        set(out, Metric.SORTINO, MetricFormulas.sortino(dayReturns, days));
        set(out, Metric.MAX_DRAWDOWN, drawdown);
        set(out, Metric.MAX_DRAWDOWN_DURATION, drawdownSeconds);
        set(out, Metric.CALMAR, MetricFormulas.ratio(cagr, drawdown));
        set(out, Metric.EXPOSURE, (double) heldBars / bars);
        evaluateTrades(out);
        set(out, Metric.FEES_PAID, fees);
        set(out, Metric.SLIPPAGE_PAID, slippage);
        set(out, Metric.FUNDING_PAID, funding);
        set(out, Metric.TURNOVER, turnover);
        set(out, Metric.AMBIGUOUS_BARS, (double) ambiguousBars);
        set(out, Metric.SKIPPED_ENTRIES, (double) skippedEntries);
        set(out, Metric.UNTESTED_MINUTES, (double) untestedMinutes);
        set(out, Metric.LIQUIDATIONS, (double) liquidations);
    }

    private void evaluateTrades(double[] out) {
        set(out, Metric.TRADES, trades);
        set(out, Metric.WIN_RATE, MetricFormulas.ratio(wins, trades));
        set(out, Metric.PROFIT_FACTOR, MetricFormulas.ratio(winSum, Math.abs(lossSum)));
        set(out, Metric.EXPECTANCY, trades == 0 ? Double.NaN : pnlSum / trades);
        set(out, Metric.AVG_WIN, MetricFormulas.ratio(winSum, wins));
        set(out, Metric.AVG_LOSS, MetricFormulas.ratio(lossSum, losses));
        set(out, Metric.BEST_TRADE, trades == 0 ? Double.NaN : best);
        set(out, Metric.WORST_TRADE, trades == 0 ? Double.NaN : worst);
        set(out, Metric.MAX_CONSECUTIVE_LOSSES, longestLosingStreak);
        set(out, Metric.AVG_TRADE_SECONDS, MetricFormulas.ratio(heldMillis / 1000.0, trades));
        set(out, Metric.SQN, MetricFormulas.sqn(trades, pnlSum / trades, deviation()));
        set(out, Metric.LONG_TRADES, longTrades);
        set(out, Metric.LONG_WIN_RATE, MetricFormulas.ratio(longWins, longTrades));
        set(out, Metric.LONG_PNL, longPnl);
        set(out, Metric.SHORT_TRADES, shortTrades);
        set(out, Metric.SHORT_WIN_RATE, MetricFormulas.ratio(shortWins, shortTrades));
        set(out, Metric.SHORT_PNL, shortPnl);
    }

    private double deviation() {
        return trades > 1 && Double.isNaN(pnlDeviation)
                ? MetricFormulas.deviation(pnls, trades, pnlSum / trades)
                : pnlDeviation;
    }

    private static void set(double[] out, Metric metric, double value) {
        out[metric.ordinal()] = value;
    }
}
