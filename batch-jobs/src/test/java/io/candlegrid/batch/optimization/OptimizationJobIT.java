package io.candlegrid.batch.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.candlegrid.db.jobs.ClaimLostException;
import io.candlegrid.db.jobs.PartitionClaims;
import io.candlegrid.domain.backtest.BacktestResult;
import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.identity.UserId;
import io.candlegrid.domain.jobs.Job;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.optimization.Combinations;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.RankedTrial;
import io.candlegrid.domain.optimization.SearchStore;
import io.candlegrid.domain.optimization.TopTrials;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class OptimizationJobIT {

    private static final InstrumentId SYNTH = new InstrumentId(1, "SYNTHUSDT");
    private static final long START = 1_735_689_600_000L;
    private static final int BARS = 20_000;

    private static final JobFixture FIXTURE = new JobFixture();

    @BeforeAll
    static void storeCandles() {
        CandleStore candles = FIXTURE.stored.candles();
        candles.insertRaw(new SyntheticMarket(SYNTH, 7, START, BARS).candles(), candles.newBatch());
    }

    @AfterAll
    static void closeDatabases() {
        FIXTURE.close();
    }

    private static JsonNode document(int slowTo, String objective) {
        String text =
                """
                {"schema": "optimization/v1",
                 "strategy": {"schema": "strategy/v1",
                   "instrument": {"market_id": 1, "symbol": "SYNTHUSDT"}, "timeframe": "1m",
                   "indicators": {"fast": {"type": "sma", "window": 10}, "slow": {"type": "sma", "window": 50}},
                   "long": {"entry": {"cross_above": ["fast", "slow"]}, "exit": {"cross_below": ["fast", "slow"]}}},
                 "range": {"from": "2025-01-01T00:00:00Z", "to": "2025-06-01T00:00:00Z"},
                 "space": {"fast.window": {"from": 5, "to": 44, "step": 1},
                           "slow.window": {"from": 20, "to": %d, "step": 1}},
                 "constraints": ["fast.window < slow.window"],
                 "objective": "%s", "top": 60,
                 "pruning": {"min_trades": 20}}
                """
                        .formatted(slowTo, objective);
        return JobFixture.parse(text);
    }

    private static List<RankedTrial> bruteForce(OptimizationSpec spec, CandleSeries series) {
        TopTrials top = new TopTrials(spec.objective(), spec.top());
        for (long index = 0; index < spec.space().size(); index++) {
            var strategy = Combinations.bind(spec, index);
            boolean excluded = window(strategy, "fast") >= window(strategy, "slow");
            if (!excluded) {
                BacktestResult result =
                        ReferenceEngine.run(strategy, series, spec.range(), spec.initialEquity());
                if (result.metrics().get(Metric.TRADES) >= 20) {
                    top.add(result.metrics().get(spec.objective()), index);
                }
            }
        }
        return top.list();
    }

    private static String text(List<SearchStore.FinalRow> top) {
        return top.stream()
                .map(row ->
                        row.rank()
                                + " "
                                + row.index()
                                + " "
                                + row.objective()
                                + " "
                                + Arrays.toString(row.metrics())
                                + " "
                                + row.tradesHash())
                .collect(Collectors.joining("\n"));
    }

    private static int window(StrategySpec strategy, String indicator) {
        return Objects.requireNonNull(strategy.indicators().get(indicator)).intParam("window");
    }

    @Test
    void shouldFindTheTopThatABruteForceLoopOfTheReferenceEngineFinds() {
        try (JobSystem system = FIXTURE.start("api", "worker", "scheduler")) {
            Job job = JobFixture.submit(system, document(79, "sharpe"));
            assertThat(JobFixture.submit(system, document(79, "sharpe")).id()).isEqualTo(job.id());

            JobFixture.awaitState(system, job, JobState.COMPLETED);

            OptimizationJobs.Result result =
                    system.optimizations().result(UserId.LOCAL, job.id()).orElseThrow();
            CandleSeries series =
                    FIXTURE.stored.candles().readMinutes(SYNTH, START, START + 2L * BARS * 60_000);
            List<RankedTrial> expected = bruteForce(result.spec(), series);
            assertThat(result.top())
                    .extracting(row -> new RankedTrial(row.objective(), row.index()))
                    .isEqualTo(expected);
            assertThat(result.counts().done()).isEqualTo(40 * 60);
            assertThat(result.counts().skipped()).isPositive();
            assertThat(FIXTURE.trials.distinctCount(job.id().value(), 0, 40 * 60))
                    .isEqualTo(result.counts().processed());
            assertThat(result.top()).allMatch(row -> row.metrics() != null);
        }
    }

    @Test
    void shouldEndInTheSameTopWhenItWasStoppedAndGoneOnElsewhere() {
        List<SearchStore.FinalRow> straight;
        try (JobSystem system = FIXTURE.start("api", "worker", "scheduler")) {
            Job job = JobFixture.submit(system, document(400, "total_return"));
            JobFixture.awaitState(system, job, JobState.COMPLETED);
            straight = system.optimizations().result(UserId.LOCAL, job.id()).orElseThrow().top();
            FIXTURE.jdbc
                    .sql("delete from jobs where id = :id")
                    .param("id", job.id().value())
                    .update();
        }
        assertThat(straight).isNotEmpty();
        Job job;
        try (JobSystem system = FIXTURE.start("api", "worker", "scheduler")) {
            job = JobFixture.submit(system, document(400, "total_return"));
            await().atMost(JobFixture.PATIENCE)
                    .pollInterval(Duration.ofMillis(2))
                    .until(() -> system.optimizations().done(job.id()) > 0);
            system.optimizations().stop(UserId.LOCAL, job.id());
            await().atMost(JobFixture.PATIENCE)
                    .until(() ->
                            system.optimizations()
                                    .find(UserId.LOCAL, job.id())
                                    .orElseThrow()
                                    .state()
                                    .isTerminal());
            Job stopped = system.optimizations().find(UserId.LOCAL, job.id()).orElseThrow();
            assertThat(stopped.state()).as(stopped.failure()).isNotEqualTo(JobState.FAILED);
        }
        try (JobSystem desk = FIXTURE.start("api", "scheduler");
                JobSystem worker = FIXTURE.start("worker")) {
            assertThat(worker.membership().grid().members()).hasSize(2);
            desk.optimizations().restart(UserId.LOCAL, job.id());
            JobFixture.awaitState(desk, job, JobState.COMPLETED);
            List<SearchStore.FinalRow> resumed =
                    desk.optimizations().result(UserId.LOCAL, job.id()).orElseThrow().top();
            assertThat(text(resumed)).isEqualTo(text(straight));
        }
    }

    @Test
    void shouldFenceAWorkerWhoseClaimWasTakenOver() {
        var claims = new PartitionClaims(FIXTURE.jdbc);
        try (JobSystem desk = FIXTURE.start("api")) {
            Job job = JobFixture.submit(desk, document(300, "sqn"));
            String step = "search:partition-0000";
            claims.open(job.id(), step, 1);
            var first =
                    claims.claim(job.id(), step, 1, UUID.randomUUID().toString(), Duration.ZERO)
                            .orElseThrow();
            await().until(() ->
                    claims.claim(job.id(), step, 1, "second", Duration.ofMinutes(1)).isPresent());
            assertThatThrownBy(() -> claims.fence(first)).isInstanceOf(ClaimLostException.class);
            assertThat(claims.renew(first, Duration.ofMinutes(1))).isFalse();
            assertThat(claims.claim(job.id(), step, 1, "third", Duration.ofMinutes(1))).isEmpty();
            assertThat(claims.claim(job.id(), step, 2, "stale attempt", Duration.ofMinutes(1)))
                    .isEmpty();
        }
    }
}
