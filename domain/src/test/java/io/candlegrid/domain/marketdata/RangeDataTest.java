package io.candlegrid.domain.marketdata;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.document.ContentHash;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RangeDataTest {

    private static final InstrumentId FUTURES = new InstrumentId(2, "BTCUSDT");

    private static CandleSeries minutes(double price) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(FUTURES);
        for (int i = 0; i < 3; i++) {
            builder.add(i * 60_000L, price, price, price, price, 0);
        }
        return builder.build();
    }

    @Test
    void candlesAloneKeepTheHashTheyAlwaysHad() {
        CandleSeries candles = minutes(100);
        assertThat(RangeData.of(candles).hash()).isEqualTo(SnapshotHash.of(candles));
        CandleSeries noMarks = new CandleSeriesBuilder(FUTURES).build();
        assertThat(new RangeData(candles, List.of(), noMarks, null).hash())
                .isEqualTo(SnapshotHash.of(candles));
    }

    @Test
    void everyPartChangesTheHash() {
        CandleSeries candles = minutes(100);
        List<FundingRate> funding = List.of(new FundingRate(60_000, 0.0001));
        LotRules lots = new LotRules(new BigDecimal("0.001"), BigDecimal.TEN);
        Set<ContentHash> hashes = new HashSet<>();
        List<RangeData> different =
                List.of(
                        RangeData.of(candles),
                        RangeData.of(minutes(101)),
                        new RangeData(candles, funding, null, null),
                        new RangeData(
                                candles, List.of(new FundingRate(60_000, 0.0002)), null, null),
                        new RangeData(
                                candles, List.of(new FundingRate(120_000, 0.0001)), null, null),
                        new RangeData(candles, List.of(), minutes(100), null),
                        new RangeData(candles, List.of(), minutes(101), null),
                        new RangeData(candles, List.of(), null, lots),
                        new RangeData(
                                candles,
                                List.of(),
                                null,
                                new LotRules(new BigDecimal("0.001"), BigDecimal.ONE)),
                        new RangeData(candles, funding, minutes(100), lots));
        different.forEach(data -> hashes.add(data.hash()));
        assertThat(hashes).hasSize(different.size());
    }

    @Test
    void theScaleOfARuleDoesNotMatter() {
        assertThat(new LotRules(new BigDecimal("0.00100"), new BigDecimal("1E+1")))
                .isEqualTo(new LotRules(new BigDecimal("0.001"), new BigDecimal("10.0")));
    }
}
