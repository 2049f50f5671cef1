package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.FundingPayment;
import io.candlegrid.domain.backtest.FundingSchedule;
import io.candlegrid.domain.backtest.MarkCandles;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.backtest.TradingRules;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A strategy and what it is run over, both random; the same seed gives the same case.
 *
 * @param regime how the prices of the series move
 */
record RandomCase(long seed, Regime regime, StrategySpec strategy, BacktestInput input) {

    private static final int[] FEW_BARS = {1, 2, 3, 17, 62, 63, 64, 65, 66, 127, 128, 129};

    static RandomCase of(long seed) {
        RandomGenerator random = new SplittableRandom(seed);
        Regime regime = Regime.values()[random.nextInt(Regime.values().length)];
        Timeframe timeframe = timeframe(random);
        int market = 1 + random.nextInt(Market.ALL.size());
        InstrumentId instrument = new InstrumentId(market, "BTCUSDT");
        CandleSeries minutes;
        CandleSeries series;
        do {
            int bars = bars(random, timeframe);
            double holes = random.nextBoolean() ? 0 : random.nextDouble(0, 0.02);
            minutes =
                    RandomMarket.minutes(
                            random,
                            regime,
                            instrument,
                            bars * timeframe.minutes(),
                            holes / timeframe.minutes());
            series = Rollup.derive(minutes, timeframe);
        } while (series.bars() == 0);
        TimeRange range = range(random, series);
        boolean futures = instrument.market().allowsShort();
        BacktestInput input =
                new BacktestInput(
                        series,
                        range,
                        random.nextInt(5) == 0 ? random.nextDouble(1, 1e7) : 10_000,
                        rules(random, series),
                        futures && random.nextInt(3) > 0 ? funding(random, minutes) : List.of(),
                        futures && random.nextInt(3) == 0 ? marks(random, series) : null);
        return new RandomCase(seed, regime, strategy(random, input), input);
    }

    /** Mostly one that trades, if one is found soon. */
    private static StrategySpec strategy(RandomGenerator random, BacktestInput input) {
        StrategySpec strategy = RandomStrategy.draw(random, input);
        for (int tries = random.nextInt(4); tries > 0; tries--) {
            if (!ReferenceEngine.run(strategy, input).trades().isEmpty()) {
                return strategy;
            }
            strategy = RandomStrategy.draw(random, input);
        }
        return strategy;
    }

    private static Timeframe timeframe(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0 -> Timeframe.D1;
            case 1 -> Timeframe.H4;
            case 2, 3 -> Timeframe.H1;
            case 4, 5, 6 -> Timeframe.M15;
            case 7, 8, 9, 10 -> Timeframe.M5;
            default -> Timeframe.M1;
        };
    }

    private static int bars(RandomGenerator random, Timeframe timeframe) {
        if (random.nextInt(6) == 0) {
            int bars = FEW_BARS[random.nextInt(FEW_BARS.length)];
            return timeframe.minutes() > 60 ? Math.min(bars, 17) : bars;
        }
        return switch (timeframe) {
            case M1 -> 130 + random.nextInt(random.nextInt(4) == 0 ? 5000 : 1200);
            case M5 -> 100 + random.nextInt(800);
            case M15 -> 60 + random.nextInt(400);
            case H1 -> 30 + random.nextInt(250);
            case H4 -> 12 + random.nextInt(100);
            case D1 -> 5 + random.nextInt(40);
        };
    }

    /** From the first bar or with bars before it for warm-up; to the last bar, before or after. */
    private static TimeRange range(RandomGenerator random, CandleSeries series) {
        long minute = Timeframe.M1.millis();
        int last = series.bars() - 1;
        long first = series.tsOpenMillis()[0];
        int fromBar = random.nextInt(5) < 2 ? random.nextInt(last / 2 + 1) : 0;
        long from = series.tsOpenMillis()[fromBar];
        if (fromBar > 0) {
            from -= random.nextInt(series.timeframe().minutes()) * minute;
        } else if (random.nextInt(5) == 0) {
            from -= random.nextInt(3000) * minute;
        }
        long to =
                switch (random.nextInt(5)) {
                    case 0, 1 -> series.tsCloseMillis(last);
                    case 2 -> series.tsCloseMillis(last) + random.nextInt(5000) * minute;
                    default ->
                            series.tsCloseMillis(fromBar + random.nextInt(last - fromBar + 1))
                                    - random.nextInt(series.timeframe().minutes()) * minute;
                };
        return new TimeRange(
                Instant.ofEpochMilli(from),
                Instant.ofEpochMilli(to),
                fromBar > 0 ? Instant.ofEpochMilli(first) : null);
    }

    private static TradingRules rules(RandomGenerator random, CandleSeries series) {
        double maintenance =
                series.instrument().market().allowsShort()
                        ? new double[] {0, 0.004, 0.005, 0.02}[random.nextInt(4)]
                        : 0;
        double usual = 10_000 / series.value(PriceSource.CLOSE, series.bars() / 2);
        double step = Math.pow(10, Math.rint(Math.log10(usual)) - random.nextInt(5));
        return new TradingRules(
                random.nextInt(5) == 0 ? 0 : step,
                random.nextInt(2) * step * random.nextInt(20),
                random.nextInt(2) * random.nextInt(5_000),
                maintenance);
    }

    private static List<FundingPayment> funding(RandomGenerator random, CandleSeries minutes) {
        long start = minutes.tsOpenMillis()[0];
        long end = minutes.tsCloseMillis(minutes.bars() - 1);
        double size = random.nextInt(4) == 0 ? 0.05 : 0.0005;
        long most = 1 + Math.min(8 * 3_600_000L, (end - start) / 2);
        List<FundingRate> rates = new ArrayList<>();
        for (long time = start - random.nextLong(most);
                time < end;
                time += 1 + random.nextLong(most)) {
            rates.add(new FundingRate(time, size * random.nextGaussian()));
        }
        return FundingSchedule.resolve(rates, minutes, null);
    }

    private static @Nullable MarkCandles marks(RandomGenerator random, CandleSeries series) {
        double apart = random.nextInt(3) == 0 ? 0.02 : 0.0005;
        boolean some = random.nextBoolean();
        double[] open = new double[series.bars()];
        double[] high = new double[series.bars()];
        double[] low = new double[series.bars()];
        for (int i = 0; i < open.length; i++) {
            double shift = 1 + apart * random.nextGaussian();
            boolean absent = some && random.nextInt(10) == 0;
            open[i] = absent ? Double.NaN : shift * series.value(PriceSource.OPEN, i);
            high[i] = absent ? Double.NaN : shift * series.value(PriceSource.HIGH, i);
            low[i] = absent ? Double.NaN : shift * series.value(PriceSource.LOW, i);
        }
        return new MarkCandles(open, high, low);
    }
}
