package io.candlegrid.domain.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything a backtest gives.
 *
 * @param trades closed ones, in order of exit
 * @param openPosition null when no position is held at the last close
 * @param dailyEquity one row per UTC day that the range touches
 */
public record BacktestResult(
        List<Trade> trades,
        @Nullable OpenPosition openPosition,
        Metrics metrics,
        List<DailyEquity> dailyEquity,
        Compatibility compatibility) {

    public BacktestResult {
        trades = List.copyOf(trades);
        dailyEquity = List.copyOf(dailyEquity);
    }
}
