package io.candlegrid.domain.indicator;

import java.util.List;
import java.util.Optional;

/** All indicators there are; a new one is a class and a line here. */
public final class IndicatorRegistry {

    private static final List<Indicator> INDICATORS =
            List.of(
                    new SimpleMovingAverage(),
                    new ExponentialMovingAverage(),
                    new RelativeStrengthIndex(),
                    new AverageTrueRange(),
                    new BollingerBands(),
                    new MovingAverageConvergence(),
                    new StochasticOscillator(),
                    new AverageDirectionalIndex(),
                    new OnBalanceVolume(),
                    new VolumeWeightedPrice(),
                    new DonchianChannel(),
                    new KeltnerChannel(),
                    new SuperTrend(),
                    new RateOfChange(),
                    new StandardDeviation(),
                    new WilliamsPercentRange(),
                    new CommodityChannelIndex(),
                    new MoneyFlowIndex());

    private static final List<IndicatorDefinition> DEFINITIONS =
            INDICATORS.stream().map(Indicator::definition).toList();

    private IndicatorRegistry() {}

    /** Every definition, in order of display. */
    public static List<IndicatorDefinition> all() {
        return DEFINITIONS;
    }

    /** The definition of an id, or empty when there is none. */
    public static Optional<IndicatorDefinition> byId(String id) {
        return DEFINITIONS.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    /** The implementation of an id; IllegalArgumentException when there is none. */
    public static Indicator indicator(String id) {
        return INDICATORS.stream()
                .filter(i -> i.definition().id().equals(id))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "indicator type="
                                        + id
                                        + " is not one of "
                                        + DEFINITIONS.stream()
                                                .map(IndicatorDefinition::id)
                                                .toList()));
    }
}
