package io.candlegrid.benchmarks.kernel;

import io.candlegrid.domain.indicator.IndicatorUse;
import java.util.Optional;
import org.ta4j.core.BarSeries;
import org.ta4j.core.Indicator;
import org.ta4j.core.indicators.ATRIndicator;
import org.ta4j.core.indicators.CCIIndicator;
import org.ta4j.core.indicators.MACDIndicator;
import org.ta4j.core.indicators.ROCIndicator;
import org.ta4j.core.indicators.RSIIndicator;
import org.ta4j.core.indicators.WilliamsRIndicator;
import org.ta4j.core.indicators.adx.ADXIndicator;
import org.ta4j.core.indicators.averages.EMAIndicator;
import org.ta4j.core.indicators.averages.SMAIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsLowerIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsMiddleIndicator;
import org.ta4j.core.indicators.bollinger.BollingerBandsUpperIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.indicators.statistics.StandardDeviationIndicator;
import org.ta4j.core.indicators.volume.MoneyFlowIndexIndicator;
import org.ta4j.core.indicators.volume.OnBalanceVolumeIndicator;
import org.ta4j.core.num.Num;

/** The indicators of ta4j that compute what ours do, of closes. */
final class Ta4jColumns {

    private final BarSeries series;
    private final ClosePriceIndicator close;

    Ta4jColumns(BarSeries series) {
        this.series = series;
        close = new ClosePriceIndicator(series);
    }

    /** A new indicator with an empty cache; empty when ta4j has none of the same definition. */
    Optional<Indicator<Num>> of(IndicatorUse use, String output) {
        return switch (use.type()) {
            case "sma" -> Optional.of(new SMAIndicator(close, window(use)));
            case "ema" -> Optional.of(new EMAIndicator(close, window(use)));
            case "rsi" -> Optional.of(new RSIIndicator(close, window(use)));
            case "atr" -> Optional.of(new ATRIndicator(series, window(use)));
            case "bbands" -> Optional.of(band(use, output));
            case "stddev" -> Optional.of(new StandardDeviationIndicator(close, window(use)));
            case "roc" -> Optional.of(new ROCIndicator(close, window(use)));
            case "cci" -> Optional.of(new CCIIndicator(series, window(use)));
            case "mfi" -> Optional.of(new MoneyFlowIndexIndicator(series, window(use)));
            case "williams_r" -> Optional.of(new WilliamsRIndicator(series, window(use)));
            case "obv" -> Optional.of(new OnBalanceVolumeIndicator(series));
            case "adx" ->
                    output.equals("adx")
                            ? Optional.of(new ADXIndicator(series, window(use)))
                            : Optional.empty();
            case "macd" ->
                    output.equals("line")
                            ? Optional.of(
                                    new MACDIndicator(
                                            close,
                                            use.intParam("fast_window"),
                                            use.intParam("slow_window")))
                            : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Indicator<Num> band(IndicatorUse use, String output) {
        BollingerBandsMiddleIndicator middle =
                new BollingerBandsMiddleIndicator(new SMAIndicator(close, window(use)));
        StandardDeviationIndicator deviation = new StandardDeviationIndicator(close, window(use));
        Num k = series.numFactory().numOf(use.param("k"));
        return switch (output) {
            case "upper" -> new BollingerBandsUpperIndicator(middle, deviation, k);
            case "lower" -> new BollingerBandsLowerIndicator(middle, deviation, k);
            default -> middle;
        };
    }

    private static int window(IndicatorUse use) {
        return use.intParam("window");
    }
}
