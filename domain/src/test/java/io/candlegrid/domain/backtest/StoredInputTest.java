package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.LotRules;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.TimeRange;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StoredInputTest {

    private static CandleSeries minutes(double price) {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(RandomSeries.futures());
        for (int i = 0; i < 5; i++) {
            double p = price + i;
            builder.add(Script.at(i).toEpochMilli(), p, p + 0.5, p - 0.5, p, 1);
        }
        return builder.build();
    }

    @Test
    void fundingMarksAndLotsReachTheEngine() {
        CandleSeries minutes = minutes(100);
        RangeData data =
                new RangeData(
                        minutes,
                        List.of(new FundingRate(Script.at(2).toEpochMilli(), 0.001)),
                        minutes(200),
                        new LotRules(new BigDecimal("0.25"), new BigDecimal("5")));
        TimeRange range = TimeRange.of(Script.at(0), Script.at(5));
        BacktestInput input = BacktestInput.of(data, minutes, range, 10_000);
        assertThat(input.funding())
                .containsExactly(new FundingPayment(Script.at(2).toEpochMilli(), 0.001, 202));
        assertThat(Objects.requireNonNull(input.marks()).high()[4]).isEqualTo(204.5);
        assertThat(input.rules()).isEqualTo(new TradingRules(0.25, 0.25, 5, 0.005));
        assertThat(FundingSchedule.coverage(input.funding(), range)).isEqualTo(1);
    }

    @Test
    void candlesAloneGiveWhatTheyAlwaysGave() {
        CandleSeries minutes = minutes(100);
        TimeRange range = TimeRange.of(Script.at(0), Script.at(5));
        assertThat(BacktestInput.of(RangeData.of(minutes), minutes, range, 10_000))
                .isEqualTo(BacktestInput.of(minutes, range, 10_000));
    }
}
