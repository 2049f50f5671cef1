package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleSeries;

/**
 * An indicator in its two forms, which evaluate the same double expressions and so give the same
 * bits from the same first bar. Implementations are stateless and thread-safe.
 */
public interface Indicator {

    /** What it is called, takes and gives. */
    IndicatorDefinition definition();

    /**
     * The batch form: {@code double[outputs][bars]} in order of the definition's outputs, NaN
     * before {@link #firstDefinedBar}.
     */
    double[][] compute(IndicatorUse use, CandleSeries series);

    /**
     * The streaming form, before its first candle.
     *
     * @param priceDecimals scale of the prices it will be given, as in {@link CandleSeries}
     * @param volumeDecimals scale of the volumes it will be given
     */
    IndicatorStream stream(IndicatorUse use, int priceDecimals, int volumeDecimals);

    /** Index of the first bar with a value. */
    int firstDefinedBar(IndicatorUse use);

    /** How many scaled integers are added up exactly; 0 when none are. */
    int exactSumLength(IndicatorUse use);
}
