package io.candlegrid.domain.backtest;

import io.candlegrid.domain.backtest.CostSensitivity.BreakEven;
import io.candlegrid.domain.backtest.CostSensitivity.Verdict;
import io.candlegrid.domain.strategy.Execution;
import org.jspecify.annotations.Nullable;

/**
 * Finds the break-even fee: doubles the fee until the strategy loses, then halves the interval.
 * Takes {@value #MOST_RERUNS} runs at most. Used once.
 */
final class BreakEvenSearch {

    private static final int MOST_RERUNS = 64;

    /** First fee tried when the strategy has none, in percent. */
    private static final double FIRST_FEE_PCT = 0.01;

    private final Reruns reruns;
    private final Execution given;
    private int count;

    BreakEvenSearch(Reruns reruns, Execution given) {
        this.reruns = reruns;
        this.given = given;
    }

    BreakEven find() {
        if (!survives(0)) {
            return new BreakEven(Verdict.LOSES_WITHOUT_FEES, Double.NaN, count);
        }
        double low = 0;
        double high = given.feePct() > 0 ? given.feePct() : FIRST_FEE_PCT;
        while (survives(high)) {
            if (high >= CostSensitivity.LARGEST_FEE_PCT) {
                return new BreakEven(Verdict.ABOVE_BOUND, Double.NaN, count);
            }
            low = high;
            high = Math.min(2 * high, CostSensitivity.LARGEST_FEE_PCT);
        }
        while (high - low > CostSensitivity.PRECISION_PCT && count < MOST_RERUNS) {
            double middle = (low + high) / 2;
            if (survives(middle)) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return new BreakEven(Verdict.FOUND, low, count);
    }

    private boolean survives(double feePct) {
        count++;
        return reruns.keepsItsMoney(given.withCosts(feePct, makerFee(feePct), given.slippagePct()));
    }

    /** In the ratio given; the same for all fills where the strategy has no fee to compare with. */
    private @Nullable Double makerFee(double feePct) {
        Double maker = given.makerFeePct();
        return maker == null || given.feePct() == 0 ? null : feePct * (maker / given.feePct());
    }
}
