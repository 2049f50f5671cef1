package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Metrics are over true time, and a hole is time in which nothing happens. */
class HolesInTimeTest {

    private static final Instant START = RandomSeries.START;
    private static final long MINUTE = 60_000;
    private static final int MINUTES_PER_DAY = 1_440;

    /** Enters long at the close of the first bar and holds; fees are zero. */
    private static final StrategySpec HOLD =
            Script.bars("1 1 1 1 L").stops(50.0, null, null, null).spec();

    /**
     * Minutes 0 to 9 of the first day at 100 falling to 91, nothing for two days, minutes 0 to 9 of
     * the fourth at 110: by volume the first bar enters.
     */
    private static CandleSeries series() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(RandomSeries.futures());
        for (int i = 0; i < 10; i++) {
            builder.add(at(i), 100 - i, 100 - i, 100 - i, 100 - i, i == 0 ? 1 : 0);
        }
        for (int i = 0; i < 10; i++) {
            builder.add(at(3 * MINUTES_PER_DAY + i), 110, 110, 110, 110, 0);
        }
        return builder.knownHoles(
                        List.of(new Hole(at(10), at(3 * MINUTES_PER_DAY), HoleType.VENUE_HALT)))
                .build();
    }

    private static long at(int minute) {
        return START.toEpochMilli() + minute * MINUTE;
    }

    private static BacktestInput input() {
        TimeRange range = TimeRange.of(START, START.plus(Duration.ofDays(4)));
        return BacktestInput.of(series(), range, 10_000);
    }

    @Test
    void daysWithoutCandlesCountAndCarryTheEquityOver() {
        BacktestResult result = ReferenceEngine.run(HOLD, input());
        assertThat(result.dailyEquity())
                .extracting(DailyEquity::equity)
                .containsExactly(9_100.0, 9_100.0, 9_100.0, 11_000.0);
        double[] r = {-0.09, 0, 0, 11_000.0 / 9_100 - 1};
        double mean = (r[0] + r[3]) / 4;
        double squares = 0;
        for (double each : r) {
            squares += (each - mean) * (each - mean);
        }
        double sharpe = mean / Math.sqrt(squares / 3) * Math.sqrt(365);
        assertThat(result.metrics().get(Metric.SHARPE)).isCloseTo(sharpe, within(1e-12));
    }

    @Test
    void yearsAndDurationsAreMeasuredInTimeNotInBars() {
        Metrics metrics = ReferenceEngine.run(HOLD, input()).metrics();
        assertThat(metrics.get(Metric.CAGR))
                .isCloseTo(StrictMath.pow(1.1, 365 / 4.0) - 1, within(1e-6));
        // From the close of bar 0, where the equity was at its peak, to the close of the first bar
        // after the hole, where it recovered.
        assertThat(metrics.get(Metric.MAX_DRAWDOWN_DURATION)).isEqualTo(3 * 86_400.0);
        assertThat(metrics.get(Metric.MAX_DRAWDOWN)).isCloseTo(0.09, within(1e-12));
        assertThat(metrics.get(Metric.EXPOSURE)).isEqualTo(1);
    }

    @Test
    void aStopThatTheMarketPassedInAHoleFillsAtTheOpenBehindIt() {
        BacktestResult result =
                Script.bars("100 100 100 100 L", "-", "-", "-", "80 81 79 80")
                        .stops(10.0, null, null, null)
                        .run();
        Trade trade = result.trades().getFirst();
        assertThat(trade.exitReason()).isEqualTo(ExitReason.STOP_LOSS);
        assertThat(trade.exitPrice()).isEqualTo(80);
        assertThat(trade.exitTsOpenMillis()).isEqualTo(Script.at(4).toEpochMilli());
        assertThat(result.metrics().get(Metric.AVG_TRADE_SECONDS)).isPositive();
    }

    @Test
    void theReportListsEveryHoleWithItsLengthAndType() {
        BacktestInput input = input();
        JsonNode gaps =
                BacktestReport.of(
                                HOLD,
                                input,
                                ReferenceEngine.run(HOLD, input),
                                new Lineage(
                                        ContentHash.of("spec"),
                                        ContentHash.of("data"),
                                        EngineVersion.CURRENT))
                        .path("candles")
                        .path("gaps");
        assertThat(gaps.toString())
                .isEqualTo(
                        "[{\"from\":\"2024-01-01T00:10:00Z\",\"to\":\"2024-01-04T00:00:00Z\","
                                + "\"minutes\":4310,\"type\":\"VENUE_HALT\"}]");
    }
}
