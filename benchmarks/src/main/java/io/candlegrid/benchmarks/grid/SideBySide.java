package io.candlegrid.benchmarks.grid;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.strategy.StrategySpec;
import io.candlegrid.fastpath.optimization.FastEngine;
import java.util.List;
import org.ta4j.core.AnalysisCriterion;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.criteria.pnl.GrossReturnCriterion;

/**
 * A grid by the fast engine, a scalar loop and ta4j. The programs are compared on combinations
 * spread over the grid; a difference throws IllegalStateException. Not thread-safe.
 */
public final class SideBySide implements AutoCloseable {

    private static final double DRAWDOWN_TOLERANCE = 1e-12;
    private static final double RETURN_TOLERANCE = 1e-9;

    private final BenchGrid grid;
    private final FastRun fast;
    private final ScalarLoop loop;
    private final Ta4jPeer peer;

    public SideBySide(BenchGrid grid) {
        this.grid = grid;
        fast = new FastRun(grid);
        loop = grid.which().loop(grid);
        peer = grid.which().peer(grid);
    }

    /** The engine's side. */
    public FastRun fast() {
        return fast;
    }

    /** Compares results. */
    public Equality compare(int scalarCombinations, int ta4jCombinations) {
        long scalarTrades = 0;
        double drawdownError = 0;
        for (long index : grid.sample(scalarCombinations)) {
            drawdownError = Math.max(drawdownError, compareScalar(index));
            scalarTrades += loop.log.trades();
        }
        long ta4jTrades = 0;
        long engineTrades = 0;
        double returnError = 0;
        for (long index : grid.sample(ta4jCombinations)) {
            engineTrades += (long) fast.metrics(index)[Metric.TRADES.ordinal()];
            StrategySpec strategy = grid.strategy(index);
            peer.prepare(strategy);
            List<TradingRecord> records = peer.run();
            List<TradeLog> expected = peer.expected(strategy);
            for (int side = 0; side < records.size(); side++) {
                TradeLog log = TradeLog.ofPositions(records.get(side).getPositions());
                log.requireSame(expected.get(side), "ta4j index=" + index + " side=" + side);
                ta4jTrades += log.trades();
                returnError = Math.max(returnError, compareReturn(records.get(side), log, side));
            }
        }
        return new Equality(
                scalarCombinations,
                scalarTrades,
                drawdownError,
                ta4jCombinations,
                ta4jTrades,
                returnError,
                peer.difference(),
                engineTrades);
    }

    /** Returns the absolute difference of the drawdowns. */
    private double compareScalar(long index) {
        StrategySpec strategy = grid.strategy(index);
        loop.prepare(strategy);
        ScalarLoop.Outcome outcome = loop.run();
        loop.log.requireSame(
                TradeLog.of(
                        FastEngine.run(
                                        strategy,
                                        grid.series(),
                                        grid.spec().range(),
                                        grid.spec().initialEquity())
                                .trades()),
                "scalar loop index=" + index);
        double[] metrics = fast.metrics(index);
        require(index, Metric.TRADES, outcome.trades(), metrics, 0);
        require(index, Metric.TOTAL_RETURN, outcome.totalReturn(), metrics, 0);
        require(index, Metric.SHARPE, outcome.sharpe(), metrics, 0);
        require(index, Metric.MAX_DRAWDOWN, outcome.maxDrawdown(), metrics, DRAWDOWN_TOLERANCE);
        return Math.abs(outcome.maxDrawdown() - metrics[Metric.MAX_DRAWDOWN.ordinal()]);
    }

    private static void require(
            long index, Metric metric, double expected, double[] metrics, double tolerance) {
        double got = metrics[metric.ordinal()];
        boolean same = Double.doubleToLongBits(expected) == Double.doubleToLongBits(got);
        if (!same && !(Math.abs(expected - got) <= tolerance)) {
            throw new IllegalStateException(
                    "index="
                            + index
                            + " "
                            + metric.label()
                            + " scalar loop="
                            + expected
                            + " fast engine="
                            + got);
        }
    }

    private double compareReturn(TradingRecord record, TradeLog log, int side) {
        double theirs = new GrossReturnCriterion().calculate(peer.series, record).doubleValue();
        double ours = log.grossReturn(side == 0 ? 1 : -1);
        double error = Math.abs(theirs / ours - 1);
        if (!(error <= RETURN_TOLERANCE)) {
            throw new IllegalStateException(
                    "side=" + side + " gross return ta4j=" + theirs + " trades=" + ours);
        }
        return error;
    }

    /** Times combinations of the scalar loop; columns are made before the clock starts. */
    public Measurement timeScalar(int combinations) {
        long nanos = 0;
        long trades = 0;
        for (long index : grid.sample(combinations)) {
            loop.prepare(grid.strategy(index));
            long start = System.nanoTime();
            trades += loop.run().trades();
            nanos += System.nanoTime() - start;
        }
        return measurement("scalar loop", combinations, nanos, trades);
    }

    /** Times combinations of ta4j; caches of indicators are filled before the clock starts. */
    public Measurement timeTa4j(int combinations) {
        long nanos = 0;
        long trades = 0;
        for (long index : grid.sample(combinations)) {
            peer.prepare(grid.strategy(index));
            long start = System.nanoTime();
            List<TradingRecord> records = peer.run();
            nanos += System.nanoTime() - start;
            trades += records.stream().mapToLong(TradingRecord::getPositionCount).sum();
        }
        return measurement("ta4j, rules alone", combinations, nanos, trades);
    }

    /**
     * Times combinations of ta4j as a search runs them: columns, trades and the return, where the
     * engine has its columns and all its metrics on the clock too.
     */
    public Measurement timeTa4jTrials(int combinations) {
        AnalysisCriterion criterion = new GrossReturnCriterion();
        long nanos = 0;
        long trades = 0;
        double sum = 0;
        for (long index : grid.sample(combinations)) {
            StrategySpec strategy = grid.strategy(index);
            long start = System.nanoTime();
            peer.prepare(strategy);
            for (TradingRecord record : peer.run()) {
                trades += record.getPositionCount();
                sum += criterion.calculate(peer.series, record).doubleValue();
            }
            nanos += System.nanoTime() - start;
        }
        // Keeps the criterion from being left out by a compiler.
        return measurement("ta4j, whole trials", combinations, nanos, sum == 0 ? -1 : trades);
    }

    private Measurement measurement(String program, int combinations, long nanos, long trades) {
        if (trades < 0) {
            throw new IllegalStateException("trades=" + trades);
        }
        return new Measurement(program, 1, combinations, grid.bars(), nanos / 1e9);
    }

    @Override
    public void close() {
        fast.close();
    }
}
