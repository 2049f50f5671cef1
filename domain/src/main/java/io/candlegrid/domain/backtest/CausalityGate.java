package io.candlegrid.domain.backtest;

import io.candlegrid.domain.backtest.CausalityCheck.LookAhead;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.indicator.Indicator;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * What every strategy passes before it is accepted: proof, on the candles it is about to trade,
 * that it does not look ahead. Stateless and thread-safe.
 *
 * @param indicators implementations by type
 */
public record CausalityGate(Function<String, Indicator> indicators) {

    /** Draws the same cuts every time, so that a strategy is accepted or not whenever it comes. */
    private static final long SEED = 20_240_101;

    /** Work that is done for one submission at most, besides that for its first strategy. */
    private static final long MOST_WORK = 100_000_000;

    /** The gate in front of the registry's indicators. */
    public static CausalityGate ofRegistry() {
        return new CausalityGate(IndicatorRegistry::indicator);
    }

    /**
     * The error of the first strategy that looks ahead, or nothing.
     *
     * @param strategies that differ in parameters only, the most important first; later ones are
     *     left out once the work would exceed its bound
     */
    public List<ValidationError> check(List<StrategySpec> strategies, CandleSeries series) {
        long done = 0;
        for (StrategySpec strategy : strategies) {
            long work = CausalityCheck.work(strategy, series);
            if (done > 0 && done + work > MOST_WORK) {
                break;
            }
            done += work;
            Optional<LookAhead> found = CausalityCheck.find(strategy, series, SEED, indicators);
            if (found.isPresent()) {
                return List.of(error(strategy, found.get(), series));
            }
        }
        return List.of();
    }

    private static ValidationError error(StrategySpec spec, LookAhead found, CandleSeries series) {
        String name = "an operand";
        String path = "strategy";
        if (found.operand() instanceof Operand.IndicatorOutput(String id, String output)) {
            var use = spec.indicators().get(id);
            name = id + "." + output + (use == null ? "" : " (" + use.type() + use.params() + ")");
            path = "strategy.indicators." + id;
        }
        return new ValidationError(
                path,
                JsonNodeFactory.instance.stringNode(name),
                "looks_ahead",
                name
                        + " looks ahead: at bar "
                        + found.bar()
                        + " ("
                        + Instant.ofEpochMilli(series.tsOpenMillis()[found.bar()])
                        + ") it is "
                        + found.withFuture()
                        + " with the later candles and "
                        + found.withoutFuture()
                        + " when the series is cut after "
                        + found.prefixBars()
                        + " bars. A strategy may use candles up to its bar only.");
    }
}
