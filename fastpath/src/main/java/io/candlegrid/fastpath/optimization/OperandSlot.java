package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.optimization.AxisTarget;
import io.candlegrid.domain.optimization.AxisValue;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.StrategySpec;
import io.candlegrid.fastpath.indicator.ColumnFormula;
import io.candlegrid.fastpath.indicator.ColumnFormulas;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An operand of a template with the axes that change it. A key is the mixed-radix number of the
 * positions on those axes; equal keys mean the same column or constant. Thread-safe.
 */
final class OperandSlot {

    /** Formulas of at most this many keys are kept. */
    private static final long MOST_KEPT = 1 << 16;

    private final Operand operand;
    private final StrategySpec template;
    private final AxisColumn[] axes;
    private final int[] dependsOn;
    private final long keys;
    private final SeriesColumns columns;
    private final AtomicReferenceArray<@Nullable ColumnFormula> formulas;

    OperandSlot(Operand operand, StrategySpec template, AxisColumn[] axes, SeriesColumns columns) {
        this.operand = operand;
        this.template = template;
        this.axes = axes;
        this.columns = columns;
        dependsOn =
                IntStream.range(0, axes.length).filter(i -> concerns(axes[i].target())).toArray();
        long product = 1;
        for (int axis : dependsOn) {
            product *= axes[axis].count();
        }
        keys = product;
        formulas = new AtomicReferenceArray<>(keys <= MOST_KEPT ? (int) keys : 0);
    }

    private boolean concerns(AxisTarget target) {
        return switch (target) {
            case AxisTarget.IndicatorParameter(String id, String param) ->
                    operand instanceof Operand.IndicatorOutput(String indicator, String output)
                            && indicator.equals(id)
                            && IndicatorRegistry.indicator(use(id).type())
                                    .definition()
                                    .changes(param, output);
            case AxisTarget.IndicatorSource(String id) ->
                    operand instanceof Operand.IndicatorOutput(String indicator, String ignored)
                            && indicator.equals(id);
            case AxisTarget.ConstantValue(String name) ->
                    operand instanceof Operand.NamedConstant(String constant)
                            && constant.equals(name);
            case AxisTarget.Stop ignored -> false;
            case AxisTarget.SizingNumber ignored -> false;
            case AxisTarget.ExecutionField ignored -> false;
        };
    }

    /** Axes that change it, by index, ascending. */
    int[] dependsOn() {
        return dependsOn;
    }

    /** Number of keys. */
    long keys() {
        return keys;
    }

    /** The key of a combination. */
    long key(long[] positions) {
        long key = 0;
        for (int axis : dependsOn) {
            key = key * axes[axis].count() + positions[axis];
        }
        return key;
    }

    /** Whether it is a number rather than a column. */
    boolean isConstant() {
        return operand instanceof Operand.Literal || operand instanceof Operand.NamedConstant;
    }

    /** The number of a combination. */
    double constant(long[] positions) {
        return switch (operand) {
            case Operand.Literal(double value) -> value;
            case Operand.NamedConstant(String name) -> {
                Double value = template.constants().get(name);
                if (value == null) {
                    throw new IllegalArgumentException("constant " + name + " is not there");
                }
                yield dependsOn.length == 0
                        ? value
                        : axes[dependsOn[0]].number(positions[dependsOn[0]]);
            }
            case Operand.IndicatorOutput ignored -> Double.NaN;
            case Operand.Price ignored -> Double.NaN;
        };
    }

    /** The formula of a combination whose key is given. */
    ColumnFormula formula(long key, long[] positions) {
        if (key >= formulas.length()) {
            return make(positions);
        }
        ColumnFormula known = formulas.get((int) key);
        if (known == null) {
            known = make(positions);
            formulas.set((int) key, known);
        }
        return known;
    }

    private ColumnFormula make(long[] positions) {
        return switch (operand) {
            case Operand.Price(PriceSource source) -> ColumnFormulas.price(source, columns);
            case Operand.IndicatorOutput(String id, String output) ->
                    ColumnFormulas.of(use(id, positions), output, columns);
            case Operand.Literal ignored -> throw new IllegalStateException("a constant");
            case Operand.NamedConstant ignored -> throw new IllegalStateException("a constant");
        };
    }

    private IndicatorUse use(String id) {
        IndicatorUse use = template.indicators().get(id);
        if (use == null) {
            throw new IllegalArgumentException("indicator " + id + " is not there");
        }
        return use;
    }

    private IndicatorUse use(String id, long[] positions) {
        IndicatorUse use = use(id);
        SortedMap<String, Double> params = new TreeMap<>(use.params());
        PriceSource source = use.source();
        for (int axis : dependsOn) {
            switch (axes[axis].target()) {
                case AxisTarget.IndicatorParameter(String ignored, String param) ->
                        params.put(param, axes[axis].number(positions[axis]));
                case AxisTarget.IndicatorSource ignored -> {
                    if (axes[axis].value(positions[axis]) instanceof AxisValue.Text(String text)) {
                        source = PriceSource.byLabel(text).orElseThrow();
                    }
                }
                default -> throw new IllegalStateException("axis=" + axis);
            }
        }
        return new IndicatorUse(use.type(), params, source);
    }
}
