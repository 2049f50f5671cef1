package io.candlegrid.domain.backtest;

import io.candlegrid.domain.indicator.Indicator;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Proves that a strategy looks at the past only: recomputed on a prefix of the candles, every
 * operand has bit by bit the value it has on all of them. Prefixes are cut at seeded points, at the
 * edges of holes, and where operands become defined.
 */
public final class CausalityCheck {

    /** Most bars that are looked at. */
    public static final int MOST_BARS = 5_000;

    private static final int SEEDED_CUTS = 32;

    private CausalityCheck() {}

    /**
     * An operand that changes when later candles are taken away.
     *
     * @param bar where the values differ
     * @param prefixBars number of candles of the prefix
     * @param withFuture the value on all candles
     * @param withoutFuture the value on the prefix
     */
    public record LookAhead(
            Operand operand, int bar, int prefixBars, double withFuture, double withoutFuture) {}

    /** The first operand found to look ahead, or empty when the strategy is causal. */
    public static Optional<LookAhead> find(StrategySpec spec, CandleSeries series, long seed) {
        return find(spec, series, seed, IndicatorRegistry::indicator);
    }

    /**
     * The same with indicators from elsewhere than the registry.
     *
     * @param indicators by type
     */
    public static Optional<LookAhead> find(
            StrategySpec spec,
            CandleSeries series,
            long seed,
            Function<String, Indicator> indicators) {
        CandleSeries all = window(series);
        List<Operand> operands = OperandValues.operands(spec);
        OperandValues full = OperandValues.of(spec, all, indicators);
        for (int cut : cuts(all, operands, full, seed)) {
            OperandValues part = OperandValues.of(spec, all.prefix(cut), indicators);
            for (Operand operand : operands) {
                for (int bar = 0; bar < cut; bar++) {
                    double with = full.at(operand, bar);
                    double without = part.at(operand, bar);
                    if (Double.doubleToLongBits(with) != Double.doubleToLongBits(without)) {
                        return Optional.of(new LookAhead(operand, bar, cut, with, without));
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** The bars that are looked at. */
    private static CandleSeries window(CandleSeries series) {
        return series.bars() > MOST_BARS ? series.prefix(MOST_BARS) : series;
    }

    /**
     * How much work a check is, in bars of indicators that are computed: a pure function of its
     * arguments, for callers that can't check everything.
     */
    public static long work(StrategySpec spec, CandleSeries series) {
        CandleSeries all = window(series);
        int operands = OperandValues.operands(spec).size();
        long cuts = SEEDED_CUTS + 2L * all.holes().size() + 2L * operands;
        return cuts * all.bars() / 2 * (spec.indicators().size() + operands + 1);
    }

    private static SortedSet<Integer> cuts(
            CandleSeries series, List<Operand> operands, OperandValues full, long seed) {
        SortedSet<Integer> cuts = new TreeSet<>();
        Random random = new Random(seed);
        for (int i = 0; i < SEEDED_CUTS && series.bars() > 1; i++) {
            cuts.add(1 + random.nextInt(series.bars() - 1));
        }
        for (Hole hole : series.holes()) {
            int after = series.firstBarAtOrAfter(hole.toMillis());
            cuts.add(after);
            cuts.add(after + 1);
        }
        for (Operand operand : operands) {
            int defined = 0;
            while (defined < series.bars() && Double.isNaN(full.at(operand, defined))) {
                defined++;
            }
            cuts.add(defined);
            cuts.add(defined + 1);
        }
        cuts.removeIf(cut -> cut < 1 || cut >= series.bars());
        return cuts;
    }
}
