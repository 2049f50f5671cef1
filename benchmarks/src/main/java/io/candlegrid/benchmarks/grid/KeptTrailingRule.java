package io.candlegrid.benchmarks.grid;

import org.ta4j.core.Indicator;
import org.ta4j.core.Position;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.num.Num;
import org.ta4j.core.rules.AbstractRule;

/**
 * Decides what ta4j's {@code TrailingStopLossRule} decides, but keeps the best price of the
 * position instead of searching all its bars again at each bar, as a user of ta4j who cares for
 * speed would.
 */
final class KeptTrailingRule extends AbstractRule {

    private final Indicator<Num> price;
    private final Num fall;
    private final Num rise;
    private int entry = -1;
    private Num best;

    KeptTrailingRule(Indicator<Num> price, double percent) {
        this.price = price;
        Num hundred = price.getBarSeries().numFactory().hundred();
        Num distance = price.getBarSeries().numFactory().numOf(percent);
        fall = hundred.minus(distance).dividedBy(hundred);
        rise = hundred.plus(distance).dividedBy(hundred);
        best = hundred;
    }

    @Override
    public boolean isSatisfied(int index, TradingRecord record) {
        Position position = record.getCurrentPosition();
        if (!position.isOpened()) {
            return false;
        }
        if (entry != position.getEntry().getIndex()) {
            entry = position.getEntry().getIndex();
            best = position.getEntry().getPricePerAsset();
        }
        Num now = price.getValue(index);
        if (position.getEntry().isBuy()) {
            best = best.max(now);
            return now.isLessThanOrEqual(best.multipliedBy(fall));
        }
        best = best.min(now);
        return now.isGreaterThanOrEqual(best.multipliedBy(rise));
    }
}
