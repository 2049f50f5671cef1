package io.candlegrid.domain.indicator;

import java.util.List;
import java.util.Optional;

/** All indicators there are. */
public final class IndicatorRegistry {

    private static final List<IndicatorDefinition> ALL =
            List.of(
                    single(
                            "sma",
                            "Simple moving average",
                            ParameterDefinition.window(20, 2000),
                            true),
                    single(
                            "ema",
                            "Exponential moving average",
                            ParameterDefinition.window(20, 2000),
                            true),
                    single(
                            "rsi",
                            "Relative strength index",
                            ParameterDefinition.window(14, 500),
                            true),
                    single("atr", "Average true range", ParameterDefinition.window(14, 500), false),
                    new IndicatorDefinition(
                            "bbands",
                            1,
                            "Bollinger bands",
                            List.of(
                                    ParameterDefinition.window(20, 2000),
                                    new ParameterDefinition(
                                            "k",
                                            ParameterDefinition.Type.DECIMAL,
                                            0.1,
                                            10,
                                            0.1,
                                            2.0)),
                            true,
                            List.of("upper", "middle", "lower")));

    private IndicatorRegistry() {}

    /** Every definition, in order of display. */
    public static List<IndicatorDefinition> all() {
        return ALL;
    }

    /** The definition of an id, or empty when there is none. */
    public static Optional<IndicatorDefinition> byId(String id) {
        return ALL.stream().filter(d -> d.id().equals(id)).findFirst();
    }

    private static IndicatorDefinition single(
            String id, String title, ParameterDefinition window, boolean hasSource) {
        return new IndicatorDefinition(id, 1, title, List.of(window), hasSource, List.of("value"));
    }
}
