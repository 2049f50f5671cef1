package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.AxisTarget;
import io.candlegrid.domain.optimization.AxisValue;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.fastpath.backtest.Terms;
import java.util.Locale;

/** An axis with its numbers at hand, unless there are very many. Immutable, thread-safe. */
final class AxisColumn {

    /** Axes with at most this many values are kept as arrays. */
    private static final int MOST_KEPT = 1 << 17;

    private final Axis axis;
    private final AxisTarget target;
    private final long count;
    private final double[] numbers;

    AxisColumn(Axis axis) {
        this.axis = axis;
        target = AxisTarget.of(axis.name());
        count = axis.count();
        numbers = new double[count <= MOST_KEPT ? (int) count : 0];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = compute(i);
        }
    }

    long count() {
        return count;
    }

    AxisTarget target() {
        return target;
    }

    /** The value at a position. */
    AxisValue value(long position) {
        return axis.value(position);
    }

    /** The number at a position; NaN for null and for a text. */
    double number(long position) {
        return position < numbers.length ? numbers[(int) position] : compute(position);
    }

    private double compute(long position) {
        return axis.value(position) instanceof AxisValue.Numeric(double number)
                ? number
                : Double.NaN;
    }

    /** Whether it sets stops, sizing or execution rather than an operand. */
    boolean isTerm() {
        return switch (target) {
            case AxisTarget.Stop ignored -> true;
            case AxisTarget.SizingNumber ignored -> true;
            case AxisTarget.ExecutionField ignored -> true;
            case AxisTarget.IndicatorParameter ignored -> false;
            case AxisTarget.IndicatorSource ignored -> false;
            case AxisTarget.ConstantValue ignored -> false;
        };
    }

    /** Whether some value makes a position end or fill otherwise than by rules at the close. */
    boolean leavesRules() {
        return switch (target) {
            case AxisTarget.Stop ignored -> true;
            case AxisTarget.ExecutionField(String field) -> field.equals("fill");
            case AxisTarget.SizingNumber ignored -> false;
            case AxisTarget.IndicatorParameter ignored -> false;
            case AxisTarget.IndicatorSource ignored -> false;
            case AxisTarget.ConstantValue ignored -> false;
        };
    }

    /** Sets the value at a position; nothing for axes of operands. */
    void apply(long position, Terms terms) {
        switch (target) {
            case AxisTarget.Stop(String field) -> applyStop(field, number(position), terms);
            case AxisTarget.SizingNumber ignored -> terms.sizingNumber = number(position);
            case AxisTarget.ExecutionField(String field) -> applyExecution(field, position, terms);
            case AxisTarget.IndicatorParameter ignored -> {}
            case AxisTarget.IndicatorSource ignored -> {}
            case AxisTarget.ConstantValue ignored -> {}
        }
    }

    private static void applyStop(String field, double number, Terms terms) {
        switch (field) {
            case "stop_loss_pct" -> terms.stopLossPct = number;
            case "take_profit_pct" -> terms.takeProfitPct = number;
            case "trailing_pct" -> terms.trailingPct = number;
            case "max_bars" -> terms.maxBars = number;
            default -> throw new IllegalArgumentException("stops." + field);
        }
    }

    private void applyExecution(String field, long position, Terms terms) {
        switch (field) {
            case "fee_pct" -> terms.feePct = number(position);
            case "maker_fee_pct" -> terms.makerFeePct = number(position);
            case "slippage_pct" -> terms.slippagePct = number(position);
            case "leverage" -> terms.leverage = number(position);
            case "fill" -> terms.nextOpen = text(position).equals(label(Execution.Fill.NEXT_OPEN));
            case "intrabar" -> {
                for (Execution.Intrabar intrabar : Execution.Intrabar.values()) {
                    if (text(position).equals(label(intrabar))) {
                        terms.intrabar = intrabar;
                    }
                }
            }
            default -> throw new IllegalArgumentException("execution." + field);
        }
    }

    private String text(long position) {
        return axis.value(position) instanceof AxisValue.Text(String text) ? text : "";
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
