package io.candlegrid.benchmarks.kernel;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import java.time.Duration;
import java.time.Instant;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.Indicator;
import org.ta4j.core.num.DoubleNumFactory;
import org.ta4j.core.num.Num;

/** Candles as ta4j has them, on its fastest numbers. */
public final class Ta4jSeries {

    private Ta4jSeries() {}

    public static BarSeries of(CandleSeries candles) {
        BarSeries series =
                new BaseBarSeriesBuilder()
                        .withName(candles.instrument().symbol())
                        .withNumFactory(DoubleNumFactory.getInstance())
                        .build();
        Duration length = Duration.ofMillis(candles.timeframe().millis());
        for (int i = 0; i < candles.bars(); i++) {
            series.barBuilder()
                    .timePeriod(length)
                    .endTime(Instant.ofEpochMilli(candles.tsCloseMillis(i)))
                    .openPrice(candles.value(PriceSource.OPEN, i))
                    .highPrice(candles.value(PriceSource.HIGH, i))
                    .lowPrice(candles.value(PriceSource.LOW, i))
                    .closePrice(candles.value(PriceSource.CLOSE, i))
                    .volume(candles.value(PriceSource.VOLUME, i))
                    .add();
        }
        return series;
    }

    /** Asks for every value, so that it is in the indicator's cache. */
    public static void fillCache(Indicator<Num> indicator) {
        for (int i = 0; i <= indicator.getBarSeries().getEndIndex(); i++) {
            indicator.getValue(i);
        }
    }
}
