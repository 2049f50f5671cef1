package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.fastpath.optimization.FastEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ta4j.core.Position;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.indicators.averages.SMAIndicator;

/**
 * The same grid by the fast engine, a scalar loop and ta4j in one run. Results are compared first:
 * metrics with the scalar loop bit by bit, entry and exit bars of every trade with ta4j.
 */
public final class SideBySide {

    private final CrossGrid grid;
    private final int slowWindows;

    /**
     * @param slowWindows slow windows of the grid, its inner axis
     */
    public SideBySide(CrossGrid grid, int slowWindows) {
        this.grid = grid;
        this.slowWindows = slowWindows;
    }

    /** Compares and times some combinations of a scalar loop. */
    public Measurement scalar(int fastCount, int slowCount, FastRun fast) {
        ScalarLoop loop = new ScalarLoop(grid);
        runScalar(loop, sample(1, 2));
        List<Long> indices = sample(fastCount, slowCount);
        long start = System.nanoTime();
        List<ScalarLoop.Outcome> outcomes = runScalar(loop, indices);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (int i = 0; i < outcomes.size(); i++) {
            check(indices.get(i), outcomes.get(i), fast.metrics(indices.get(i)));
        }
        return new Measurement("scalar loop", 1, indices.size(), grid.series().bars(), seconds);
    }

    private List<ScalarLoop.Outcome> runScalar(ScalarLoop loop, List<Long> indices) {
        Map<Integer, double[]> averages = new HashMap<>();
        List<ScalarLoop.Outcome> outcomes = new ArrayList<>();
        for (long index : indices) {
            outcomes.add(
                    loop.run(
                            averages.computeIfAbsent(grid.fastWindow(index), loop::average),
                            averages.computeIfAbsent(grid.slowWindow(index), loop::average)));
        }
        return outcomes;
    }

    private static void check(long index, ScalarLoop.Outcome outcome, double[] metrics) {
        require(index, Metric.TRADES, outcome.trades(), metrics);
        require(index, Metric.TOTAL_RETURN, outcome.totalReturn(), metrics);
        require(index, Metric.MAX_DRAWDOWN, outcome.maxDrawdown(), metrics);
        require(index, Metric.SHARPE, outcome.sharpe(), metrics);
    }

    private static void require(long index, Metric metric, double expected, double[] metrics) {
        double got = metrics[metric.ordinal()];
        if (Double.doubleToLongBits(expected) != Double.doubleToLongBits(got)) {
            throw new IllegalStateException(
                    "index="
                            + index
                            + " "
                            + metric.label()
                            + " scalar="
                            + expected
                            + " fast="
                            + got);
        }
    }

    /** Compares and times some combinations of ta4j. */
    public Measurement ta4j(int fastCount, int slowCount) {
        Ta4jGrid ta4j = new Ta4jGrid(grid);
        runTa4j(ta4j, sample(1, 1));
        List<Long> indices = sample(fastCount, slowCount);
        long start = System.nanoTime();
        List<TradingRecord> records = runTa4j(ta4j, indices);
        double seconds = (System.nanoTime() - start) / 1e9;
        for (int i = 0; i < records.size(); i++) {
            check(indices.get(i), records.get(i));
        }
        return new Measurement("ta4j 0.22.2", 1, indices.size(), grid.series().bars(), seconds);
    }

    private List<TradingRecord> runTa4j(Ta4jGrid ta4j, List<Long> indices) {
        Map<Integer, SMAIndicator> averages = new HashMap<>();
        List<TradingRecord> records = new ArrayList<>();
        for (long index : indices) {
            int slow = grid.slowWindow(index);
            records.add(
                    ta4j.run(
                            averages.computeIfAbsent(grid.fastWindow(index), ta4j::average),
                            averages.computeIfAbsent(slow, ta4j::average),
                            slow));
        }
        return records;
    }

    private void check(long index, TradingRecord record) {
        List<Trade> trades =
                FastEngine.run(
                                grid.strategy(grid.fastWindow(index), grid.slowWindow(index)),
                                grid.series(),
                                grid.range(),
                                CrossGrid.INITIAL_EQUITY)
                        .trades();
        List<Position> positions = record.getPositions();
        if (positions.size() != trades.size()) {
            throw new IllegalStateException(
                    "index=" + index + " ta4j=" + positions.size() + " fast=" + trades.size());
        }
        for (int i = 0; i < trades.size(); i++) {
            int entry = positions.get(i).getEntry().getIndex();
            int exit = positions.get(i).getExit().getIndex();
            if (entry != trades.get(i).entryBar() || exit != trades.get(i).exitBar()) {
                throw new IllegalStateException(
                        "index="
                                + index
                                + " trade="
                                + i
                                + " ta4j="
                                + entry
                                + ".."
                                + exit
                                + " fast="
                                + trades.get(i));
            }
        }
    }

    /** Indices of the first windows on both axes. */
    private List<Long> sample(int fastCount, int slowCount) {
        List<Long> indices = new ArrayList<>();
        for (long fast = 0; fast < fastCount; fast++) {
            for (long slow = 0; slow < slowCount; slow++) {
                indices.add(fast * slowWindows + slow);
            }
        }
        return indices;
    }
}
