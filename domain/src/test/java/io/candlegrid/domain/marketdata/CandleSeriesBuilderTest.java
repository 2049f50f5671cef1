package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CandleSeriesBuilderTest {

    private static final InstrumentId BTC = new InstrumentId(1, "BTCUSDT");
    private static final long MINUTE = 60_000;

    @Test
    void letsTheMostDecimalsDecideTheScale() {
        CandleSeries series =
                new CandleSeriesBuilder(BTC)
                        .add(0, 100, 101.5, 99, 100.25, 3)
                        .add(MINUTE, 100.125, 101, 100, 100.5, 0.00001)
                        .build();

        assertThat(series.priceDecimals()).isEqualTo(3);
        assertThat(series.volumeDecimals()).isEqualTo(5);
        assertThat(series.close()).containsExactly(100_250, 100_500);
        assertThat(series.volume()).containsExactly(300_000, 1);
        assertThat(series.value(PriceSource.OPEN, 1)).isEqualTo(100.125);
        assertThat(series.value(PriceSource.HLC3, 0))
                .isEqualTo((101_500L + 99_000 + 100_250) / 3e3);
    }

    @Test
    void takesDecimalsAsWrittenInFiles() {
        BigDecimal price = new BigDecimal("42283.58000000");
        CandleSeries series =
                new CandleSeriesBuilder(BTC)
                        .add(0, price, price, price, price, BigDecimal.ONE)
                        .build();

        assertThat(series.priceDecimals()).isEqualTo(2);
        assertThat(series.close()).containsExactly(4_228_358);
    }

    @Test
    void findsHolesAndTypesTheKnownOnes() {
        Hole halt = new Hole(MINUTE, 3 * MINUTE, HoleType.VENUE_HALT);
        CandleSeries series =
                new CandleSeriesBuilder(BTC)
                        .add(0, 1, 1, 1, 1, 1)
                        .add(4 * MINUTE, 1, 1, 1, 1, 1)
                        .add(6 * MINUTE, 1, 1, 1, 1, 1)
                        .knownHoles(List.of(halt))
                        .build();

        assertThat(series.holes())
                .containsExactly(
                        halt,
                        new Hole(3 * MINUTE, 4 * MINUTE, HoleType.UNKNOWN),
                        new Hole(5 * MINUTE, 6 * MINUTE, HoleType.UNKNOWN));
    }

    @Test
    void refusesWhatCannotBeExact() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(BTC);
        assertThatThrownBy(() -> builder.add(0, 1, 1.000000000000001, 1, 1, 1))
                .isInstanceOf(CandleDataException.class)
                .hasMessageContaining("binance:spot:BTCUSDT candle at 1970-01-01T00:00:00Z")
                .hasMessageContaining("high=1.000000000000001")
                .hasMessageContaining("15 significant digits");
        BigDecimal long16 = new BigDecimal("1.234567890123456");
        assertThatThrownBy(() -> builder.add(0, long16, long16, long16, long16, long16))
                .hasMessageContaining("open=1.234567890123456");
        CandleSeriesBuilder wide =
                new CandleSeriesBuilder(BTC)
                        .add(0, 1e9, 1e9, 1e9, 1e9, 0)
                        .add(MINUTE, 1e-8, 1e-8, 1e-8, 1e-8, 0);
        assertThatThrownBy(wide::build)
                .isInstanceOf(CandleDataException.class)
                .hasMessageContaining("open=1.0E9 does not fit below 2^53 when scaled by 10^8");
    }

    @Test
    void refusesRowsThatBreakTheirPromises() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(BTC).add(MINUTE, 1, 1, 1, 1, 1);

        assertThatThrownBy(() -> builder.add(MINUTE, 1, 1, 1, 1, 1))
                .hasMessageContaining("does not come after");
        assertThatThrownBy(() -> builder.add(MINUTE + 1, 1, 1, 1, 1, 1))
                .hasMessageContaining("not a whole minute");
        assertThatThrownBy(() -> builder.add(2 * MINUTE, 1, 0.9, 0.9, 0.9, 1))
                .hasMessageContaining("0 < low ≤ open, close ≤ high");
        assertThatThrownBy(() -> builder.add(2 * MINUTE, 1, 1, 1, 1, -1))
                .hasMessageContaining("volume=-1.0");
        assertThat(builder.rows()).isEqualTo(1);
    }

    @Test
    void growsBeyondTheExpectedRows() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(BTC, 1);
        for (int i = 0; i < 100; i++) {
            builder.add(i * MINUTE, 1, 1, 1, 1, i);
        }
        assertThat(builder.build().bars()).isEqualTo(100);
        assertThat(builder.build().volume()[99]).isEqualTo(99);
    }
}
