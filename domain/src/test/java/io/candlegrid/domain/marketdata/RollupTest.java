package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RollupTest {

    private static final long MINUTE = 60_000;

    @Test
    void takesFullBucketsOnlyAndCountsTheMinutesBetween() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"));
        for (int minute = 3; minute < 23; minute++) {
            if (minute != 12) {
                builder.add(minute * MINUTE, minute, minute + 2, minute - 1, minute + 1, minute);
            }
        }
        CandleSeries bars = Rollup.derive(builder.build(), Timeframe.M5);

        assertThat(bars.timeframe()).isEqualTo(Timeframe.M5);
        assertThat(bars.tsOpenMillis()).containsExactly(5 * MINUTE, 15 * MINUTE);
        assertThat(bars.open()).containsExactly(5, 15);
        assertThat(bars.high()).containsExactly(11, 21);
        assertThat(bars.low()).containsExactly(4, 14);
        assertThat(bars.close()).containsExactly(10, 20);
        assertThat(bars.volume()).containsExactly(5 + 6 + 7 + 8 + 9, 15 + 16 + 17 + 18 + 19);
        assertThat(bars.untestedMinutes()).containsExactly(2, 4);
        assertThat(bars.holes())
                .containsExactly(new Hole(12 * MINUTE, 13 * MINUTE, HoleType.UNKNOWN));
    }

    @Test
    void leavesMinutesAsTheyAre() {
        CandleSeries minutes =
                new CandleSeriesBuilder(new InstrumentId(1, "BTCUSDT"))
                        .add(0, 1, 1, 1, 1, 1)
                        .build();

        assertThat(Rollup.derive(minutes, Timeframe.M1)).isSameAs(minutes);
        assertThat(Rollup.derive(minutes, Timeframe.D1).bars()).isZero();
    }

    /** Computed independently of this project, see the README of the shared data. */
    @ParameterizedTest
    @CsvSource({
        "1, spot, BTCUSDT, 5m",
        "1, spot, BTCUSDT, 15m",
        "1, spot, BTCUSDT, 1h",
        "1, spot, BTCUSDT, 4h",
        "1, spot, ETHUSDT, 5m",
        "1, spot, ETHUSDT, 4h",
        "2, um, BTCUSDT, 5m",
        "2, um, BTCUSDT, 1h",
        "2, um, ETHUSDT, 15m",
        "2, um, ETHUSDT, 4h",
    })
    void agreesWithRealRollups(int market, String folder, String symbol, String timeframe) {
        CandleSeries minutes =
                SharedData.archive(
                        new InstrumentId(market, symbol),
                        "binance/vision_2024_01/" + folder + "/" + symbol + "-1m-2024-01.csv.gz");
        List<String> golden =
                SharedData.gzipLines(
                        "binance/rollup_2024_01/%s/%s-%s-2024-01.csv.gz"
                                .formatted(folder, symbol, timeframe));
        CandleSeries bars = Rollup.derive(minutes, Timeframe.byLabel(timeframe).orElseThrow());

        List<String> columns = List.of(golden.getFirst().split(","));
        assertThat(bars.bars()).isEqualTo(golden.size() - 1);
        for (int i = 0; i < bars.bars(); i++) {
            String[] row = golden.get(i + 1).split(",");
            assertThat(row[columns.indexOf("is_complete")]).isEqualTo("true");
            assertThat(bars.tsOpenMillis()[i] * 1000)
                    .isEqualTo(Long.parseLong(row[columns.indexOf("open_time_us")]));
            assertSame(bars, PriceSource.OPEN, i, row[columns.indexOf("open")]);
            assertSame(bars, PriceSource.HIGH, i, row[columns.indexOf("high")]);
            assertSame(bars, PriceSource.LOW, i, row[columns.indexOf("low")]);
            assertSame(bars, PriceSource.CLOSE, i, row[columns.indexOf("close")]);
            assertSame(bars, PriceSource.VOLUME, i, row[columns.indexOf("base_volume")]);
        }
    }

    private static void assertSame(CandleSeries bars, PriceSource source, int bar, String golden) {
        assertThat(bars.value(source, bar))
                .as("%s of bar %d", source, bar)
                .isEqualTo(Double.parseDouble(golden));
    }
}
