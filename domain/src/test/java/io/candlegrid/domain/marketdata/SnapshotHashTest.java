package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.document.ContentHash;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class SnapshotHashTest {

    private static final InstrumentId BTC = new InstrumentId(1, "BTCUSDT");

    @Test
    void hashesTheBitsOfTheStoredValues() {
        CandleSeries series =
                new CandleSeriesBuilder(BTC).add(60_000, 1.5, 2, 1, 1.25, 0.3).build();
        byte[] bytes =
                ByteBuffer.allocate(48)
                        .putLong(60_000)
                        .putDouble(1.5)
                        .putDouble(2)
                        .putDouble(1)
                        .putDouble(1.25)
                        .putDouble(0.3)
                        .array();

        assertThat(SnapshotHash.of(series))
                .isEqualTo(ContentHash.of(ContentHash.newDigest().digest(bytes)));
    }

    @Test
    void doesNotDependOnTheScale() {
        CandleSeriesBuilder fine = new CandleSeriesBuilder(BTC);
        CandleSeriesBuilder coarse = new CandleSeriesBuilder(BTC);
        for (int i = 0; i < 3000; i++) {
            fine.add(i * 60_000L, 100.1, 100.3, 100.1, 100.2, 7.7);
            coarse.add(i * 60_000L, 100.1, 100.3, 100.1, 100.2, 7.7);
        }
        fine.add(3000 * 60_000L, 1.00000001, 1.00000001, 1.00000001, 1.00000001, 0.00001);

        assertThat(SnapshotHash.of(fine.build().prefix(3000)))
                .isEqualTo(SnapshotHash.of(coarse.build()));
        assertThat(SnapshotHash.of(fine.build())).isNotEqualTo(SnapshotHash.of(coarse.build()));
    }

    @Test
    void hashesAYearOfMinutesInAFractionOfASecond() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(BTC, 525_600);
        for (int i = 0; i < 525_600; i++) {
            double price = 40_000 + i % 1000 / 100.0;
            builder.add(i * 60_000L, price, price, price, price, i % 77 / 1000.0);
        }
        CandleSeries series = builder.build();
        SnapshotHash.of(series);
        long start = System.nanoTime();
        SnapshotHash.of(series);
        long millis = (System.nanoTime() - start) / 1_000_000;

        assertThat(millis).as("milliseconds, generous for a busy machine").isLessThan(1500);
    }
}
