package io.candlegrid.fastpath.backtest;

import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Compatibility;
import io.candlegrid.domain.backtest.DailyEquity;
import io.candlegrid.domain.backtest.EquityCurve;
import io.candlegrid.domain.backtest.Metrics;
import io.candlegrid.domain.optimization.Pruning;
import java.util.List;

/** A walk that keeps everything: trades with their excursions, the open position, the days. */
public final class RecordedWalk {

    private RecordedWalk() {}

    /**
     * Walks the bitsets of one strategy.
     *
     * @param offsets {@code int[4]} by role, as for {@link BitWalk#run}
     */
    public static BacktestResult run(TradedRange range, Terms terms, long[] bits, int[] offsets) {
        TradeRecorder recorder = new TradeRecorder(range);
        WalkResult result = new WalkResult(range, Pruning.NONE);
        BitWalk walk = new BitWalk(range, result, terms, recorder);
        walk.run(terms, bits, offsets);
        EquityCurve curve =
                new EquityCurve(
                        range.input.series(),
                        range.first,
                        range.input.initialEquity(),
                        recorder.equity());
        List<DailyEquity> days = curve.days(range.days, range.first);
        return new BacktestResult(
                recorder.trades(),
                walk.account().openPosition(),
                Metrics.of(result.values()),
                days,
                Compatibility.of(
                        range.input, range.days, days, recorder.equity(), recorder.trades()));
    }
}
