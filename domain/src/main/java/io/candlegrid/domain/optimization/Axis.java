package io.candlegrid.domain.optimization;

import java.math.BigDecimal;
import java.util.List;

/** One dimension of a parameter space; its name is e.g. {@code fast.window}. */
public sealed interface Axis {

    String name();

    /** Number of values. */
    long count();

    /** The value at a position, 0 ≤ position &lt; count. */
    AxisValue value(long position);

    /** {@code from + i·step} up to and including {@code to}, in decimal arithmetic. */
    record Range(String name, BigDecimal from, BigDecimal to, BigDecimal step) implements Axis {
        public Range {
            if (step.signum() <= 0 || from.compareTo(to) > 0) {
                throw new IllegalArgumentException(
                        "axis " + name + ": from=" + from + " to=" + to + " step=" + step);
            }
        }

        @Override
        public long count() {
            return to.subtract(from).divideToIntegralValue(step).longValueExact() + 1;
        }

        @Override
        public AxisValue value(long position) {
            BigDecimal value = from.add(step.multiply(BigDecimal.valueOf(position)));
            return new AxisValue.Numeric(value.doubleValue());
        }
    }

    /** The values in the order written. */
    record Listed(String name, List<AxisValue> values) implements Axis {
        public Listed {
            values = List.copyOf(values);
        }

        @Override
        public long count() {
            return values.size();
        }

        @Override
        public AxisValue value(long position) {
            return values.get(Math.toIntExact(position));
        }
    }
}
