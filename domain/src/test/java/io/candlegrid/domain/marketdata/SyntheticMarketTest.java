package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.marketdata.RawCandles.Column;
import org.junit.jupiter.api.Test;

class SyntheticMarketTest {

    @Test
    void makesAYearOfPlausibleCandlesWithTypedHoles() {
        SyntheticMarket market = SyntheticMarket.year(42);
        RawCandles candles = market.candles();
        assertThat(candles.count()).isEqualTo(525_600);
        assertThat(candles.source()).isEqualTo(CandleSource.SYNTHETIC);
        CandleSeriesBuilder builder = new CandleSeriesBuilder(candles.instrument(), 525_600);
        for (int i = 0; i < candles.count(); i++) {
            builder.add(
                    candles.tsOpenMillis(i),
                    candles.value(Column.OPEN, i),
                    candles.value(Column.HIGH, i),
                    candles.value(Column.LOW, i),
                    candles.value(Column.CLOSE, i),
                    candles.value(Column.VOLUME, i));
        }
        CandleSeries series = builder.knownHoles(market.holes()).build();
        assertThat(series.priceDecimals()).isEqualTo(2);
        assertThat(series.volumeDecimals()).isEqualTo(5);
        assertThat(series.holes()).isEqualTo(market.holes()).hasSize(2);
    }

    @Test
    void clustersVolatility() {
        RawCandles candles = SyntheticMarket.year(7).candles();
        double[] moves = new double[candles.count()];
        for (int i = 0; i < moves.length; i++) {
            moves[i] =
                    Math.abs(
                            Math.log(
                                    candles.value(Column.CLOSE, i)
                                            / candles.value(Column.OPEN, i)));
        }
        assertThat(correlationAtLag(moves, 60)).isGreaterThan(0.1);
    }

    @Test
    void givesTheSameCandlesForTheSameSeed() {
        RawCandles one = SyntheticMarket.year(3).candles();
        RawCandles two = SyntheticMarket.year(3).candles();
        RawCandles other = SyntheticMarket.year(4).candles();
        int last = one.count() - 1;
        assertThat(one.value(Column.CLOSE, last)).isEqualTo(two.value(Column.CLOSE, last));
        assertThat(one.value(Column.CLOSE, last)).isNotEqualTo(other.value(Column.CLOSE, last));
    }

    @Test
    void refusesARealSymbol() {
        assertThatThrownBy(() -> new SyntheticMarket(new InstrumentId(1, "BTCUSDT"), 1, 0, 10))
                .hasMessageContaining("SYNTH");
    }

    private static double correlationAtLag(double[] values, int lag) {
        double mean = java.util.Arrays.stream(values).average().orElseThrow();
        double product = 0;
        double square = 0;
        for (int i = 0; i < values.length; i++) {
            square += (values[i] - mean) * (values[i] - mean);
            if (i >= lag) {
                product += (values[i] - mean) * (values[i - lag] - mean);
            }
        }
        return product / square;
    }
}
