package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.FundingPayment;
import io.candlegrid.domain.backtest.MarkCandles;
import io.candlegrid.domain.backtest.TradingRules;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/** Seeded funding, mark prices and lot sizes for a futures series. */
final class RandomVenue {

    private RandomVenue() {}

    static BacktestInput input(
            long seed, CandleSeries series, TimeRange range, double initialEquity) {
        Random random = new Random(seed);
        TradingRules rules =
                random.nextBoolean()
                        ? new TradingRules(0.001, 0.001, 5, 0.005)
                        : new TradingRules(10, 30, 100, 0.02);
        return new BacktestInput(
                series,
                range,
                initialEquity,
                rules,
                random.nextInt(4) == 0 ? List.of() : funding(random, series),
                random.nextBoolean() ? null : marks(random, series));
    }

    private static List<FundingPayment> funding(Random random, CandleSeries series) {
        List<FundingPayment> payments = new ArrayList<>();
        for (int bar = random.nextInt(50); bar < series.bars(); bar += 1 + random.nextInt(200)) {
            payments.add(
                    new FundingPayment(
                            series.tsOpenMillis()[bar] + 60_000L * random.nextInt(3),
                            0.001 * random.nextGaussian(),
                            series.value(PriceSource.OPEN, bar)));
        }
        payments.sort(Comparator.comparingLong(FundingPayment::timeMillis));
        return payments;
    }

    private static MarkCandles marks(Random random, CandleSeries series) {
        double[] open = new double[series.bars()];
        double[] high = new double[series.bars()];
        double[] low = new double[series.bars()];
        for (int i = 0; i < open.length; i++) {
            double shift = 1 + 0.0005 * random.nextGaussian();
            boolean absent = random.nextInt(20) == 0;
            open[i] = absent ? Double.NaN : shift * series.value(PriceSource.OPEN, i);
            high[i] = absent ? Double.NaN : shift * series.value(PriceSource.HIGH, i);
            low[i] = absent ? Double.NaN : shift * series.value(PriceSource.LOW, i);
        }
        return new MarkCandles(open, high, low);
    }
}
