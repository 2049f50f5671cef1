package io.candlegrid.batch.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.backtest.LookingAhead;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.LotRules;
import io.candlegrid.domain.marketdata.RangeData;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.domain.marketdata.SnapshotHash;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.RankedTrial;
import io.candlegrid.domain.optimization.TopTrials;
import io.candlegrid.domain.strategy.StrategySpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Jobs over futures that have funding rates, mark prices and lot rules. */
class FuturesJobIT {

    private static final long START = 1_735_689_600_000L;
    private static final int BARS = 12_000;
    private static final long END = START + 14_000 * 60_000L;

    private static final JobFixture FIXTURE = new JobFixture();

    @AfterAll
    static void closeDatabases() {
        FIXTURE.close();
    }

    private static InstrumentId stored(String symbol) {
        InstrumentId id = new InstrumentId(2, symbol);
        var candles = FIXTURE.stored.candles();
        candles.insertRaw(new SyntheticMarket(id, 11, START, BARS).candles(), candles.newBatch());
        return id;
    }

    private static void storeFunding(InstrumentId id, double scale) {
        Random random = new Random(3);
        List<FundingRate> rates = new ArrayList<>();
        for (long t = START; t < END; t += 8 * 3_600_000L) {
            rates.add(new FundingRate(t + 7, scale * random.nextInt(-40, 60) / 1e4));
        }
        FIXTURE.stored
                .funding()
                .save(id, rates, CandleSource.ARCHIVE, FIXTURE.stored.candles().newBatch());
    }

    /** The candles a little higher, with wicks that liquidate earlier. */
    private static void storeMarks(InstrumentId id) {
        RawCandles trades = new SyntheticMarket(id, 11, START, BARS).candles();
        RawCandles marks = new RawCandles(id, CandleSource.ARCHIVE, trades.count());
        double[] row = new double[RawCandles.Column.values().length];
        for (int i = 0; i < trades.count(); i++) {
            for (int c = 0; c <= RawCandles.Column.CLOSE.ordinal(); c++) {
                double factor = c == RawCandles.Column.LOW.ordinal() ? 0.99 : 1.001;
                row[c] =
                        Math.rint(trades.value(RawCandles.Column.values()[c], i) * factor * 100)
                                / 100;
            }
            marks.add(trades.tsOpenMillis(i), row, RawCandles.TRADES_UNKNOWN);
        }
        FIXTURE.stored.marks().save(marks, FIXTURE.stored.candles().newBatch());
    }

    private static void storeRules(InstrumentId id) {
        FIXTURE.stored
                .instruments()
                .save(
                        List.of(
                                new Instrument(
                                        id,
                                        "trading",
                                        new BigDecimal("0.1"),
                                        new BigDecimal("0.010"),
                                        new BigDecimal("5"),
                                        true,
                                        "test")));
    }

    private static JsonNode document(InstrumentId id, boolean lots) {
        return JobFixture.parse(
                """
                {"schema": "optimization/v1",
                 "strategy": {"schema": "strategy/v1",
                   "instrument": {"market_id": 2, "symbol": "%s"}, "timeframe": "5m",
                   "indicators": {"fast": {"type": "sma", "window": 10}, "slow": {"type": "sma", "window": 50}},
                   "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}},
                   "short": {"entry": {"cross_below": ["fast", "slow"]}, "exit": {"cross_above": ["fast", "slow"]}},
                   "execution": {"leverage": 20, "respect_lot_size": %s}},
                 "range": {"from": "2025-01-01T00:00:00Z", "to": "2025-06-01T00:00:00Z"},
                 "space": {"fast.window": {"from": 3, "to": 22, "step": 1},
                           "slow.window": {"from": 30, "to": 59, "step": 1}},
                 "objective": "total_return", "top": 50}
                """
                        .formatted(id.symbol(), lots));
    }

    private static List<RankedTrial> bruteForce(OptimizationSpec spec, BacktestInput input) {
        TopTrials top = new TopTrials(spec.objective(), spec.top());
        for (long index = 0; index < spec.space().size(); index++) {
            BacktestResult result = ReferenceEngine.run(Combinations.bind(spec, index), input);
            top.add(result.metrics().get(spec.objective()), index);
        }
        return top.list();
    }

    private static List<ValidationError> refusal(JobSystem system, JsonNode document) {
        return system.optimizations().submit(UserId.LOCAL, document)
                        instanceof Validated.Invalid<Job>(var errors)
                ? errors
                : List.of();
    }

    @Test
    void shouldFindTheTopOfABruteForceLoopWithFundingMarksAndLots() {
        InstrumentId id = stored("SYNTHJOBUSDT");
        storeFunding(id, 1);
        storeMarks(id);
        storeRules(id);
        try (JobSystem system = FIXTURE.start("api", "worker", "scheduler")) {
            Job job = JobFixture.submit(system, document(id, true));
            JobFixture.awaitState(system, job, JobState.COMPLETED);
            OptimizationJobs.Result result =
                    system.optimizations().result(UserId.LOCAL, job.id()).orElseThrow();
            OptimizationSpec spec = result.spec();
            RangeData data =
                    FIXTURE.stored.read(
                            id,
                            START,
                            spec.range().to().toEpochMilli(),
                            new LotRules(new BigDecimal("0.01"), new BigDecimal("5")));
            assertThat(data.funding()).hasSizeGreaterThan(20);
            assertThat(job.lineage().dataSnapshot()).isEqualTo(data.hash());
            var series = Rollup.derive(data.minutes(), spec.strategy().timeframe());
            BacktestInput input =
                    BacktestInput.of(data, series, spec.range(), spec.initialEquity());
            assertThat(result.top())
                    .extracting(row -> new RankedTrial(row.objective(), row.index()))
                    .isEqualTo(bruteForce(spec, input));

            StrategySpec best = Combinations.bind(spec, result.top().getFirst().index());
            BacktestResult without =
                    ReferenceEngine.run(
                            best, BacktestInput.of(series, spec.range(), spec.initialEquity()));
            BacktestResult with = ReferenceEngine.run(best, input);
            assertThat(with.metrics().get(Metric.FUNDING_PAID)).isNotZero();
            assertThat(with.metrics().get(Metric.TOTAL_RETURN))
                    .isNotEqualTo(without.metrics().get(Metric.TOTAL_RETURN));

            // What is frozen stays: new rates make another job, the old one's data is there.
            storeFunding(id, 2);
            assertThat(FIXTURE.snapshots.load(job.lineage().dataSnapshot(), id).funding())
                    .isEqualTo(data.funding());
            try (JobSystem desk = FIXTURE.start("api")) {
                assertThat(JobFixture.submit(desk, document(id, true)).id()).isNotEqualTo(job.id());
            }
        }
    }

    @Test
    void shouldEndAJobWhoseFundingChangedBeforeItBegan() {
        InstrumentId id = stored("SYNTHCHGUSDT");
        storeFunding(id, 1);
        Job job;
        try (JobSystem desk = FIXTURE.start("api")) {
            job = JobFixture.submit(desk, document(id, false));
        }
        storeFunding(id, 3);
        try (JobSystem system = FIXTURE.start("api", "worker", "scheduler")) {
            Job ended = JobFixture.awaitEnd(system, job);
            assertThat(ended.state()).isEqualTo(JobState.FAILED);
            assertThat(ended.failure()).contains("funding rates").contains("submit again");
        }
    }

    @Test
    void shouldKeepTheHashOfCandlesWhereNothingElseIsStored() {
        InstrumentId id = stored("SYNTHOLDUSDT");
        try (JobSystem desk = FIXTURE.start("api")) {
            Job job = JobFixture.submit(desk, document(id, false));
            assertThat(job.lineage().dataSnapshot())
                    .isEqualTo(
                            SnapshotHash.of(FIXTURE.stored.candles().readMinutes(id, START, END)));
        }
    }

    @Test
    void shouldSayWhichRulesAreMissing() {
        InstrumentId id = stored("SYNTHNORULES");
        try (JobSystem desk = FIXTURE.start("api")) {
            List<ValidationError> errors = refusal(desk, document(id, true));
            assertThat(errors).hasSize(1);
            assertThat(errors.getFirst().code()).isEqualTo("rules_unknown");
            assertThat(errors.getFirst().message())
                    .contains("lot_size and min_notional of binance:futures:SYNTHNORULES")
                    .contains("candlegrid instrument 2 SYNTHNORULES");
            assertThat(desk.optimizations().estimate(document(id, true)))
                    .isInstanceOf(Validated.Invalid.class);
        }
    }

    @Test
    void shouldNotAcceptAStrategyThatLooksAhead() {
        InstrumentId id = stored("SYNTHLEAKUSDT");
        try (JobSystem desk = FIXTURE.start(new CausalityGate(LookingAhead::indicator), "api")) {
            List<ValidationError> errors = refusal(desk, document(id, false));
            assertThat(errors).extracting(ValidationError::code).containsExactly("looks_ahead");
            assertThat(errors.getFirst().path()).startsWith("strategy.indicators.");
            assertThat(desk.optimizations().list(UserId.LOCAL, null, 100, 0))
                    .noneMatch(job -> job.name().contains("synthleak"));
        }
    }
}
