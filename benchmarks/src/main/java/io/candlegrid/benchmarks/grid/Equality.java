package io.candlegrid.benchmarks.grid;

/**
 * What was compared before anything was timed; a difference throws instead.
 *
 * @param scalarCombinations combinations of the scalar loop whose trades (bars, prices), return and
 *     Sharpe ratio were the engine's bit by bit
 * @param scalarTrades trades of these
 * @param maxDrawdownError largest absolute difference of the drawdown, at most 1e-12
 * @param ta4jCombinations combinations of ta4j whose trades (bars, prices) were the same bit by bit
 * @param ta4jTrades trades of these
 * @param grossReturnError largest relative difference of ta4j's gross return, at most 1e-9
 * @param difference how ta4j's convention differs from the engine's; empty when it doesn't
 * @param engineTrades trades of the engine for the combinations of ta4j
 */
public record Equality(
        int scalarCombinations,
        long scalarTrades,
        double maxDrawdownError,
        int ta4jCombinations,
        long ta4jTrades,
        double grossReturnError,
        String difference,
        long engineTrades) {}
