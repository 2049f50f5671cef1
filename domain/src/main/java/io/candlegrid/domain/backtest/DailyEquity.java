package io.candlegrid.domain.backtest;

/**
 * The equity of one UTC day.
 *
 * @param dayMillis midnight UTC, epoch milliseconds
 * @param equity after the day's last bar, quote units
 * @param low lowest equity at a close of the day
 * @param drawdown the day's worst drawdown, positive fraction of the peak so far
 */
public record DailyEquity(long dayMillis, double equity, double low, double drawdown) {}
