package io.candlegrid.domain.backtest;

import java.util.Arrays;

/** The values of all metrics of one backtest. Immutable. NaN stands for undefined (JSON null). */
public final class Metrics {

    private final double[] values;

    private Metrics(double[] values) {
        this.values = values;
    }

    /**
     * Takes {@code double[Metric.COUNT]} by ordinal; infinities become undefined and −0 becomes 0.
     */
    public static Metrics of(double[] values) {
        if (values.length != Metric.COUNT) {
            throw new IllegalArgumentException(
                    "length=" + values.length + " expected=" + Metric.COUNT);
        }
        double[] copy = new double[values.length];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = Double.isFinite(values[i]) ? values[i] + 0.0 : Double.NaN;
        }
        return new Metrics(copy);
    }

    /** The value, NaN when undefined. */
    public double get(Metric metric) {
        return values[metric.ordinal()];
    }

    public boolean isDefined(Metric metric) {
        return !Double.isNaN(get(metric));
    }

    /** A copy, {@code double[Metric.COUNT]} by ordinal. */
    public double[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Metrics that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Metrics[");
        for (Metric metric : Metric.values()) {
            text.append(metric.label()).append('=').append(get(metric)).append(' ');
        }
        return text.append(']').toString();
    }
}
