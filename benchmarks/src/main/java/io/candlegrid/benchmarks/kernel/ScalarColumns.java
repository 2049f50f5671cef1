package io.candlegrid.benchmarks.kernel;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Indicators of closes as tight loops over primitive arrays, what a careful programmer writes for
 * one column. They give the bits of the definitions, for scaled prices below 2^20 and windows up to
 * 2,000: then the sums of the bands fit a long. Thread-safe.
 */
public final class ScalarColumns {

    private static final Set<String> TYPES = Set.of("sma", "ema", "rsi", "atr", "bbands");

    private final long[] high;
    private final long[] low;
    private final long[] close;
    private final double scale;

    public ScalarColumns(CandleSeries series) {
        high = series.high();
        low = series.low();
        close = series.close();
        scale = series.scale(PriceSource.CLOSE);
    }

    /** Whether there is a loop for a type. */
    public static boolean isKnown(String type) {
        return TYPES.contains(type);
    }

    /** A new column {@code double[bars]}. */
    public double[] of(@Nullable IndicatorUse use, String output) {
        double[] out = new double[close.length];
        if (use == null) {
            throw new IllegalArgumentException("the strategy lacks an indicator");
        }
        fill(use, output, out);
        return out;
    }

    /** Writes a column; IllegalArgumentException unless {@link #isKnown}. */
    public void fill(IndicatorUse use, String output, double[] out) {
        int window = use.intParam("window");
        switch (use.type()) {
            case "sma" -> mean(window, out);
            case "ema" -> exponentialMean(window, out);
            case "rsi" -> strength(window, out);
            case "atr" -> range(window, out);
            case "bbands" -> {
                if (output.equals("middle")) {
                    mean(window, out);
                } else {
                    band(window, output.equals("upper") ? use.param("k") : -use.param("k"), out);
                }
            }
            default -> throw new IllegalArgumentException("type=" + use.type());
        }
    }

    private void mean(int window, double[] out) {
        double divisor = window * scale;
        long sum = seed(window, out);
        for (int i = window - 1; i < out.length; i++) {
            sum += close[i];
            out[i] = (double) sum / divisor;
            sum -= close[i - window + 1];
        }
    }

    /** Writes NaN to the bars before the first full window and returns their sum. */
    private long seed(int window, double[] out) {
        long sum = 0;
        int undefined = Math.min(window - 1, out.length);
        for (int i = 0; i < undefined; i++) {
            sum += close[i];
        }
        Arrays.fill(out, 0, undefined, Double.NaN);
        return sum;
    }

    private void exponentialMean(int window, double[] out) {
        long sum = seed(window, out);
        if (window > out.length) {
            return;
        }
        double alpha = 2.0 / (window + 1);
        double average = (double) (sum + close[window - 1]) / (window * scale);
        out[window - 1] = average;
        for (int i = window; i < out.length; i++) {
            average += alpha * ((double) close[i] / scale - average);
            out[i] = average;
        }
    }

    private void strength(int window, double[] out) {
        Arrays.fill(out, 0, Math.min(window, out.length), Double.NaN);
        if (window >= out.length) {
            return;
        }
        long gains = 0;
        long losses = 0;
        for (int i = 1; i <= window; i++) {
            long change = close[i] - close[i - 1];
            gains += Math.max(change, 0);
            losses += Math.max(-change, 0);
        }
        double gain = (double) gains / (window * scale);
        double loss = (double) losses / (window * scale);
        out[window] = gain + loss == 0 ? 50 : 100 * gain / (gain + loss);
        for (int i = window + 1; i < out.length; i++) {
            double change = (double) (close[i] - close[i - 1]) / scale;
            gain = (gain * (window - 1) + Math.max(change, 0)) / window;
            loss = (loss * (window - 1) + Math.max(-change, 0)) / window;
            double both = gain + loss;
            out[i] = both == 0 ? 50 : 100 * gain / both;
        }
    }

    private void range(int window, double[] out) {
        Arrays.fill(out, 0, Math.min(window, out.length), Double.NaN);
        if (window >= out.length) {
            return;
        }
        long sum = 0;
        for (int i = 1; i <= window; i++) {
            sum += Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
        }
        double average = (double) sum / (window * scale);
        out[window] = average;
        for (int i = window + 1; i < out.length; i++) {
            long range = Math.max(high[i], close[i - 1]) - Math.min(low[i], close[i - 1]);
            average = (average * (window - 1) + (double) range / scale) / window;
            out[i] = average;
        }
    }

    /**
     * @param k negative for the lower band
     */
    private void band(int window, double k, double[] out) {
        double divisor = window * scale;
        long sum = seed(window, out);
        long squares = 0;
        for (int i = 0; i < Math.min(window - 1, out.length); i++) {
            squares += close[i] * close[i];
        }
        for (int i = window - 1; i < out.length; i++) {
            sum += close[i];
            squares += close[i] * close[i];
            double mean = (double) sum / divisor;
            out[i] = mean + k * (Math.sqrt((double) (window * squares - sum * sum)) / divisor);
            long leaving = close[i - window + 1];
            sum -= leaving;
            squares -= leaving * leaving;
        }
    }
}
