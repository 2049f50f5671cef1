package io.candlegrid.domain.backtest;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Everything a backtest gives. */
public record BacktestResult(
        List<Trade> trades,
        @Nullable OpenPosition openPosition,
        Metrics metrics,
        List<DailyEquity> dailyEquity) {

    public BacktestResult {
        trades = List.copyOf(trades);
        dailyEquity = List.copyOf(dailyEquity);
    }
}
