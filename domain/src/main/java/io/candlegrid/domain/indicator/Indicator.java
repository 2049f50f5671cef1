package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;
import java.util.List;

/**
 * An indicator in its two forms, which evaluate the same double expressions and so give the same
 * bits from the same first bar. From its first value on an output has one at every bar.
 * Implementations are stateless and thread-safe.
 */
public interface Indicator {

    /** What it is called, takes and gives. */
    IndicatorDefinition definition();

    /**
     * The batch form: {@code double[outputs][bars]} in order of the definition's outputs, NaN
     * before {@link #firstDefinedBar}. By default the streaming form, run over the series.
     */
    default double[][] compute(IndicatorUse use, CandleSeries series) {
        IndicatorStream stream = stream(use, series.priceDecimals(), series.volumeDecimals());
        double[][] values = new double[definition().outputs().size()][series.bars()];
        for (int bar = 0; bar < series.bars(); bar++) {
            stream.next(series, bar);
            for (int output = 0; output < values.length; output++) {
                values[output][bar] = stream.value(output);
            }
        }
        return values;
    }

    /**
     * The streaming form, before its first candle.
     *
     * @param priceDecimals scale of the prices it will be given, as in {@link CandleSeries}
     * @param volumeDecimals scale of the volumes it will be given
     */
    IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals);

    /**
     * Index of the first bar with a value.
     *
     * @param output index in the definition's outputs
     */
    int firstDefinedBar(IndicatorUse use, int output);

    /**
     * What has to be exact for it, see {@link ExactRange}.
     *
     * @param bars of the series
     */
    List<ExactSum> exactSums(IndicatorUse use, int bars);
}
