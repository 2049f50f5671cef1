package io.candlegrid.domain.strategy;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A whole strategy with every default filled in; the document {@code strategy/v1}.
 *
 * @param indicators by id, in ASCII order
 * @param longSide null when the strategy never buys
 * @param shortSide null when the strategy never sells short
 * @param constants by name, in ASCII order
 */
public record StrategySpec(
        InstrumentId instrument,
        Timeframe timeframe,
        SortedMap<String, IndicatorUse> indicators,
        @Nullable SideRules longSide,
        @Nullable SideRules shortSide,
        SortedMap<String, Double> constants,
        Stops stops,
        Sizing sizing,
        Execution execution) {

    public StrategySpec {
        if (longSide == null && shortSide == null) {
            throw new IllegalArgumentException("a strategy needs a long or a short side");
        }
        indicators = Collections.unmodifiableSortedMap(new TreeMap<>(indicators));
        constants = Collections.unmodifiableSortedMap(new TreeMap<>(constants));
    }

    /** The same strategy with other fills and costs. */
    public StrategySpec with(Execution other) {
        return new StrategySpec(
                instrument,
                timeframe,
                indicators,
                longSide,
                shortSide,
                constants,
                stops,
                sizing,
                other);
    }
}
