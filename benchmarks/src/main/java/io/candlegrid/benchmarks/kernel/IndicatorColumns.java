package io.candlegrid.benchmarks.kernel;

import com.sun.management.ThreadMXBean;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.Num;

/**
 * One column of one indicator with its default parameters by the fast engine's formula, by a tight
 * scalar loop and by ta4j. The scalar loop is written by hand where {@link ScalarColumns} has one;
 * otherwise it is the loop of the registry, which makes all outputs at once and allocates them. Not
 * thread-safe.
 */
public final class IndicatorColumns {

    /** Bars after which recursions that are seeded differently have met. */
    private static final int SETTLED = 5_000;

    /** Of the largest value of the column. */
    private static final double TOLERANCE = 1e-9;

    private static final long WARM_UP_NANOS = 30_000_000_000L;

    private final CandleSeries series;
    private final IndicatorUse use;
    private final String output;
    private final FormulaFill formula;
    private final ScalarColumns loops;
    private final Ta4jColumns ta4j;
    private final double[] out;
    private final double[] other;

    /**
     * @param columns of the series
     * @param bars the series as ta4j has it
     */
    public IndicatorColumns(
            IndicatorDefinition definition, String output, SeriesColumns columns, BarSeries bars) {
        series = columns.series();
        use = defaults(definition);
        this.output = output;
        formula = new FormulaFill(use, output, columns);
        loops = new ScalarColumns(series);
        ta4j = new Ta4jColumns(bars);
        out = new double[series.bars()];
        other = new double[series.bars()];
    }

    private static IndicatorUse defaults(IndicatorDefinition definition) {
        SortedMap<String, Double> params = new TreeMap<>();
        for (ParameterDefinition param : definition.params()) {
            params.put(param.name(), param.defaultValue());
        }
        return new IndicatorUse(
                definition.id(), params, definition.hasSource() ? PriceSource.CLOSE : null);
    }

    /** Whether the scalar loop is one column written by hand. */
    public boolean isByHand() {
        return ScalarColumns.isKnown(use.type());
    }

    /** Fills the column by the formula. */
    public double[] fillByFormula() {
        formula.fill(out);
        return out;
    }

    /** Fills the column by the scalar loop. */
    public double[] fillByLoop() {
        if (isByHand()) {
            loops.fill(use, output, other);
            return other;
        }
        IndicatorDefinition definition = IndicatorRegistry.byId(use.type()).orElseThrow();
        return IndicatorRegistry.indicator(use.type())
                .compute(use, series)[definition.outputs().indexOf(output)];
    }

    /** A new indicator of ta4j with every value asked for; empty when it has none. */
    public Optional<Indicator<Num>> fillByTa4j() {
        Optional<Indicator<Num>> indicator = ta4j.of(use, output);
        indicator.ifPresent(Ta4jSeries::fillCache);
        return indicator;
    }

    /** Throws IllegalStateException unless formula, loop and registry agree bit by bit. */
    public void requireEqual() {
        double[] expected = fillByLoop().clone();
        double[] got = fillByFormula();
        int at = Arrays.mismatch(expected, got);
        if (at >= 0) {
            throw new IllegalStateException(
                    use
                            + "."
                            + output
                            + " bar="
                            + at
                            + " loop="
                            + expected[at]
                            + " formula="
                            + got[at]);
        }
        IndicatorDefinition definition = IndicatorRegistry.byId(use.type()).orElseThrow();
        double[] registry =
                IndicatorRegistry.indicator(use.type())
                        .compute(use, series)[definition.outputs().indexOf(output)];
        if (Arrays.mismatch(registry, got) >= 0) {
            throw new IllegalStateException(use + "." + output + " differs from the registry's");
        }
    }

    /**
     * The largest difference from ta4j once seeds are forgotten, relative to the largest value; NaN
     * when ta4j has no such indicator. IllegalStateException when it exceeds 1e-9 although ta4j's
     * definition is ours, see {@link #isSameDefinition}.
     */
    public double ta4jError() {
        Optional<Indicator<Num>> indicator = fillByTa4j();
        if (indicator.isEmpty()) {
            return Double.NaN;
        }
        double[] ours = fillByFormula();
        double largest = 0;
        double error = 0;
        for (int i = SETTLED; i < ours.length; i++) {
            largest = Math.max(largest, Math.abs(ours[i]));
            error = Math.max(error, Math.abs(indicator.get().getValue(i).doubleValue() - ours[i]));
        }
        if (isSameDefinition() && !(error <= TOLERANCE * largest)) {
            throw new IllegalStateException(use + "." + output + " ta4j differs by " + error);
        }
        return error / largest;
    }

    /** Whether ta4j must give the same values once seeds are forgotten. */
    public boolean isSameDefinition() {
        return isByHand();
    }

    /** Bytes that the calling thread allocates to fill the column. */
    public long bytesOfFormula() {
        ThreadMXBean memory = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // Vectors are objects until the kernel is compiled.
        long end = System.nanoTime() + WARM_UP_NANOS;
        while (least > 0 && System.nanoTime() < end) {
            long before = memory.getCurrentThreadAllocatedBytes();
            fillByFormula();
            least = Math.min(least, memory.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
