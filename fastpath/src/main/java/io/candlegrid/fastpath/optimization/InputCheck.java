package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.OperandValues;
import io.candlegrid.domain.indicator.ExactRange;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.AxisTarget;
import io.candlegrid.domain.optimization.AxisValue;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the reference engine would refuse of some combination is refused before a search. */
final class InputCheck {

    private InputCheck() {}

    /**
     * Throws what the reference engine throws: IllegalArgumentException for a series of another
     * instrument or timeframe or a short side on spot, CandleDataException when sums over the
     * largest window of an axis would not be exact.
     */
    static void require(OptimizationSpec spec, BacktestInput input) {
        StrategySpec strategy = spec.strategy();
        CandleSeries series = input.series();
        if (!series.instrument().equals(strategy.instrument())
                || series.timeframe() != strategy.timeframe()) {
            throw new IllegalArgumentException(
                    "series="
                            + series.instrument().key()
                            + " "
                            + series.timeframe().label()
                            + " strategy="
                            + strategy.instrument().key()
                            + " "
                            + strategy.timeframe().label());
        }
        if (strategy.shortSide() != null && !strategy.instrument().market().allowsShort()) {
            throw new IllegalArgumentException(
                    strategy.instrument().key() + " is long-only: spot can't be sold short");
        }
        ExactRange.require(widest(spec), OperandValues.prices(strategy), series);
    }

    /** The indicators of a search, each once per source, with the largest number of every axis. */
    static Map<String, IndicatorUse> widest(OptimizationSpec spec) {
        Map<String, IndicatorUse> uses = new TreeMap<>();
        spec.strategy()
                .indicators()
                .forEach((id, use) -> widest(id, use, spec.space().axes(), uses));
        return uses;
    }

    private static void widest(
            String id, IndicatorUse use, List<Axis> axes, Map<String, IndicatorUse> uses) {
        SortedMap<String, Double> params = new TreeMap<>(use.params());
        List<IndicatorUse> variants = new ArrayList<>();
        List<PriceSource> sources = new ArrayList<>();
        for (Axis axis : axes) {
            switch (AxisTarget.of(axis.name())) {
                case AxisTarget.IndicatorParameter(String owner, String param) -> {
                    if (owner.equals(id)) {
                        params.put(param, largest(axis));
                    }
                }
                case AxisTarget.IndicatorSource(String owner) -> {
                    if (owner.equals(id)) {
                        sources.addAll(sources(axis));
                    }
                }
                default -> {
                    // Constants, stops, sizing and execution take no sums.
                }
            }
        }
        if (sources.isEmpty()) {
            variants.add(new IndicatorUse(use.type(), params, use.source()));
        }
        sources.forEach(source -> variants.add(new IndicatorUse(use.type(), params, source)));
        for (int i = 0; i < variants.size(); i++) {
            uses.put(i == 0 ? id : id + "#" + i, variants.get(i));
        }
    }

    private static double largest(Axis axis) {
        return switch (axis) {
            case Axis.Range range -> range.to().doubleValue();
            case Axis.Listed listed ->
                    listed.values().stream()
                            .mapToDouble(value ->
                                    value instanceof AxisValue.Numeric(double number) ? number : 0)
                            .max()
                            .orElse(0);
        };
    }

    private static List<PriceSource> sources(Axis axis) {
        List<PriceSource> sources = new ArrayList<>();
        for (long i = 0; i < axis.count(); i++) {
            if (axis.value(i) instanceof AxisValue.Text(String text)) {
                PriceSource.byLabel(text).ifPresent(sources::add);
            }
        }
        return sources;
    }
}
