package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.TradingDays;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.fastpath.marketdata.DoubleColumn;
import io.candlegrid.fastpath.marketdata.RangeExtremes;
import io.candlegrid.fastpath.marketdata.SeriesColumns;

/** What all walks over one series share. Immutable, thread-safe. */
public final class TradedRange {

    final BacktestInput input;
    final SeriesColumns columns;
    final int first;
    final int end;
    final TradingDays days;
    final double seconds;
    final double firstClose;
    final double lastClose;
    final boolean futures;
    final DoubleColumn close;
    final RangeExtremes closeExtremes;
    final long[] tsOpenMillis;
    final long barMillis;
    final double tick;

    /** Whether bars are missing or minutes belong to no bar, so that time is not bars. */
    final boolean isUneven;

    private final long[] untested;

    public TradedRange(BacktestInput input, SeriesColumns columns) {
        CandleSeries series = input.series();
        this.input = input;
        this.columns = columns;
        first = input.firstBar();
        end = input.endBar();
        if (first >= end) {
            throw new IllegalArgumentException(
                    "no candle in [" + input.range().from() + ", " + input.range().to() + ")");
        }
        days = TradingDays.of(input);
        seconds = input.rangeSeconds();
        close = columns.values(PriceSource.CLOSE);
        closeExtremes = columns.closeExtremes();
        firstClose = close.get(first);
        lastClose = close.get(end - 1);
        futures = series.instrument().market().type() == MarketType.FUTURES;
        tsOpenMillis = series.tsOpenMillis();
        barMillis = series.timeframe().millis();
        tick = 1 / series.priceScale();
        untested = new long[series.bars() + 1];
        for (int i = 0; i < series.bars(); i++) {
            untested[i + 1] = untested[i] + series.untestedMinutes()[i];
        }
        int last = series.bars() - 1;
        isUneven =
                untested[last + 1] != 0 || tsOpenMillis[last] - tsOpenMillis[0] != last * barMillis;
    }

    /** First bar that is traded. */
    public int first() {
        return first;
    }

    /** The bar after the last that is traded. */
    public int end() {
        return end;
    }

    /** Whether positions can be liquidated. */
    public boolean isFutures() {
        return futures;
    }

    /** The input of the reference engine. */
    public BacktestInput input() {
        return input;
    }

    long closeMillis(int bar) {
        return tsOpenMillis[bar] + barMillis;
    }

    /** Untested minutes of the bars [from, to). */
    long untestedMinutes(int from, int to) {
        return untested[to] - untested[from];
    }
}
