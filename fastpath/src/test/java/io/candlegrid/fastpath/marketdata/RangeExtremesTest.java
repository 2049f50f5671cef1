package io.candlegrid.fastpath.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.backtest.RandomSeries;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Range queries give what a look at every bar gives. */
class RangeExtremesTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 63, 64, 65, 127, 128, 129, 1000, 9000})
    void shouldFindTheExtremesOfAnyRange(int minutes) {
        CandleSeries series =
                RandomSeries.of(minutes, new InstrumentId(1, "BTCUSDT"), Timeframe.M1, minutes);
        double[] close = series.values(PriceSource.CLOSE);
        Random random = new Random(minutes);
        try (SeriesColumns columns = new SeriesColumns(series)) {
            RangeExtremes extremes = columns.closeExtremes();
            for (int round = 0; round < 2_000; round++) {
                int from = random.nextInt(close.length);
                int most = round % 3 == 0 ? close.length : Math.min(close.length, from + 150);
                int to = from + random.nextInt(most - from);
                double low = close[from];
                double high = close[from];
                int lastLow = from;
                for (int i = from; i <= to; i++) {
                    lastLow = close[i] <= low ? i : lastLow;
                    low = Math.min(low, close[i]);
                    high = Math.max(high, close[i]);
                }
                assertThat(extremes.low(from, to)).as("[%d, %d]", from, to).isEqualTo(low);
                assertThat(extremes.high(from, to)).as("[%d, %d]", from, to).isEqualTo(high);
                assertThat(extremes.lastOf(low, from, to)).isEqualTo(lastLow);
            }
        }
    }
}
