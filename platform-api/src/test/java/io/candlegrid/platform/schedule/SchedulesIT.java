package io.candlegrid.platform.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.db.schedule.ScheduleRun;
import io.candlegrid.db.schedule.ScheduleRun.Outcome;
import io.candlegrid.db.schedule.ScheduleRuns;
import io.candlegrid.platform.testing.TestPlatform;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Schedulers beside the platform's, of other names on its PostgreSQL. */
class SchedulesIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final DataSource postgres = TestPlatform.bean(DataSource.class);
    private final JdbcClient jdbc = JdbcClient.create(postgres);
    private final ScheduleRuns runs = new ScheduleRuns(jdbc);
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    /** One process of a cluster of schedulers. */
    private final class Member implements AutoCloseable {
        private final SchedulerFactoryBean factory;
        private final Schedules schedules;

        Member(String cluster, boolean fires, ScheduledTask task) throws Exception {
            List<ScheduledTask> tasks = List.of(task);
            TaskRunner runner =
                    new TaskRunner(tasks, runs, new ScheduleMeters(tasks, runs, metrics));
            factory =
                    ScheduleConfiguration.quartz(
                            cluster,
                            postgres,
                            TestPlatform.bean(PlatformTransactionManager.class),
                            runner,
                            1_000);
            factory.afterPropertiesSet();
            Scheduler quartz = factory.getScheduler();
            schedules =
                    new Schedules(
                            quartz,
                            new TransactionTemplate(
                                    TestPlatform.bean(PlatformTransactionManager.class)),
                            tasks,
                            runner,
                            fires);
            schedules.start();
        }

        @Override
        public void close() throws SchedulerException {
            schedules.stop();
            factory.destroy();
        }
    }

    private static ScheduledTask task(String name, String cron, ScheduledTask.Work work) {
        return new ScheduledTask(name, "a test", cron, false, work);
    }

    private static ScheduledTask.Report done() {
        return new ScheduledTask.Report("done", Map.of("things", 1L), List.of());
    }

    @Test
    void aFiringHappensOnceHoweverManySchedulersThereAre() throws Exception {
        AtomicInteger executed = new AtomicInteger();
        ScheduledTask everySecond =
                task(
                        "it-every-second",
                        "* * * * * ?",
                        () -> {
                            executed.incrementAndGet();
                            return done();
                        });
        try (Member one = new Member("it-cluster", true, everySecond);
                Member two = new Member("it-cluster", true, everySecond)) {
            await().atMost(PATIENCE).until(() -> runs.count("it-every-second") >= 8);
            assertThat(one.schedules.all()).hasSize(1);
            assertThat(two.schedules.find("it-every-second")).isPresent();
        }
        List<ScheduleRun> history = runs.history("it-every-second", 500, 0);
        Set<Instant> times =
                history.stream().map(ScheduleRun::fireTime).collect(Collectors.toSet());
        assertThat(times).hasSameSizeAs(history);
        assertThat(executed).hasValue(history.size());
        assertThat(history).extracting(ScheduleRun::outcome).containsOnly(Outcome.SUCCEEDED);
        assertThat(history.getFirst().counts()).containsExactly(Map.entry("things", 1L));
        assertThat(
                        metrics.get("candlegrid.schedule.runs")
                                .tag("job", "it-every-second")
                                .tag("outcome", "succeeded")
                                .counter()
                                .count())
                .isEqualTo(history.size());
        assertThat(
                        metrics.get("candlegrid.schedule.last_success")
                                .tag("job", "it-every-second")
                                .gauge()
                                .value())
                .isGreaterThan(1e9);
    }

    @Test
    void whatWasMissedIsMadeUpForByOneRun() throws Exception {
        ScheduledTask yearly = task("it-yearly", "0 0 0 1 1 ?", SchedulesIT::done);
        try (Member shows = new Member("it-misfires", false, yearly)) {
            assertThat(shows.schedules.all().getFirst().state()).isEqualTo(Schedules.State.ACTIVE);
            // As if every scheduler had been down when it was due.
            jdbc.sql(
                            """
                            update qrtz_triggers set next_fire_time = next_fire_time - :years
                            where sched_name = 'it-misfires'
                            """)
                    .param("years", Duration.ofDays(3 * 366).toMillis())
                    .update();
            try (Member fires = new Member("it-misfires", true, yearly)) {
                await().atMost(PATIENCE)
                        .until(() ->
                                runs.last("it-yearly")
                                        .filter(run -> run.outcome() == Outcome.SUCCEEDED)
                                        .isPresent());
                await().atMost(PATIENCE)
                        .until(() ->
                                fires.schedules.all().getFirst().state() == Schedules.State.ACTIVE);
                assertThat(fires.schedules.all().getFirst().next()).isAfter(Instant.now());
            }
            assertThat(runs.count("it-yearly")).isOne();
        }
    }

    @Test
    void aProcessThatShowsSchedulesCanHaveAnotherRunThem() throws Exception {
        ScheduledTask yearly = task("it-now", "0 0 0 1 1 ?", SchedulesIT::done);
        try (Member shows = new Member("it-now", false, yearly);
                Member fires = new Member("it-now", true, yearly)) {
            shows.schedules.pause("it-now");
            assertThat(fires.schedules.all().getFirst().state()).isEqualTo(Schedules.State.PAUSED);
            shows.schedules.runNow("it-now");
            await().atMost(PATIENCE)
                    .until(() ->
                            runs.last("it-now")
                                    .filter(run -> run.outcome() == Outcome.SUCCEEDED)
                                    .isPresent());
        }
    }

    @Test
    void aRunWithProblemsAndOneThatThrowsAreFailedOnes() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        ScheduledTask trouble =
                task(
                        "it-trouble",
                        "* * * * * ?",
                        () -> {
                            if (calls.incrementAndGet() == 1) {
                                throw new IllegalStateException("it broke");
                            }
                            return new ScheduledTask.Report(
                                    "did one", Map.of(), List.of("the other is away"));
                        });
        try (Member member = new Member("it-trouble", true, trouble)) {
            assertThat(member.schedules.isRunning()).isTrue();
            await().atMost(PATIENCE).until(() -> runs.count("it-trouble") >= 3);
        }
        List<ScheduleRun> history = runs.history("it-trouble", 500, 0);
        assertThat(history).extracting(ScheduleRun::outcome).containsOnly(Outcome.FAILED);
        assertThat(history.getLast().message()).contains("it broke");
        assertThat(history.get(history.size() - 2).message())
                .isEqualTo("did one; the other is away");
    }

    @Test
    void theEndOfTheProcessCutsARunShortAndSaysSo() throws Exception {
        CountDownLatch began = new CountDownLatch(1);
        ScheduledTask endless =
                task(
                        "it-endless",
                        "* * * * * ?",
                        () -> {
                            began.countDown();
                            try {
                                new CountDownLatch(1).await();
                            } catch (InterruptedException e) {
                                throw new IllegalStateException(e);
                            }
                            return done();
                        });
        try (Member member = new Member("it-endless", true, endless)) {
            began.await();
            await().atMost(PATIENCE)
                    .until(() ->
                            member.schedules.all().getFirst().state() == Schedules.State.RUNNING);
        }
        assertThat(runs.history("it-endless", 10, 0))
                .singleElement()
                .satisfies(run -> {
                    assertThat(run.outcome()).isEqualTo(Outcome.FAILED);
                    assertThat(run.message()).isEqualTo("cut short by the end of the process");
                });
    }

    @Test
    void aRunWhoseProcessDiedIsLostWhenTheNextBegins() {
        Instant first = Instant.parse("2026-01-01T00:00:00Z");
        assertThat(runs.begin("it-lost", first, "one")).isTrue();
        assertThat(runs.begin("it-lost", first, "two")).isFalse();
        assertThat(runs.begin("it-lost", first.plusSeconds(60), "two")).isTrue();
        ScheduleRun lost = runs.history("it-lost", 1, 1).getFirst();
        assertThat(lost.outcome()).isEqualTo(Outcome.LOST);
        assertThat(lost.message()).contains("one");
        runs.end("it-lost", first, Outcome.SUCCEEDED, "too late", Map.of());
        assertThat(runs.history("it-lost", 1, 1).getFirst().outcome()).isEqualTo(Outcome.LOST);
    }

    @Test
    void oldRunsAreDeletedWhenALaterOneEnds() {
        Instant old = Instant.parse("2026-01-01T00:00:00Z");
        runs.begin("it-old", old, "one");
        runs.end("it-old", old, Outcome.SUCCEEDED, "", Map.of());
        jdbc.sql(
                        "update schedule_runs set started_at = now() - interval '15 days' where job = 'it-old'")
                .update();
        runs.begin("it-old", old.plusSeconds(1), "one");
        runs.end("it-old", old.plusSeconds(1), Outcome.SUCCEEDED, "", Map.of());
        assertThat(runs.history("it-old", 10, 0))
                .extracting(ScheduleRun::fireTime)
                .containsExactly(old.plusSeconds(1));
    }
}
