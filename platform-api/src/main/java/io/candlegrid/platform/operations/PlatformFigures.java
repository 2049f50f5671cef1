package io.candlegrid.platform.operations;

import io.candlegrid.db.jobs.JobFigures;
import io.candlegrid.db.marketdata.CanonicalFreshness;
import io.candlegrid.domain.jobs.JobState;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.schedule.Schedules;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Metrics about the platform as a whole: jobs, grid, subscriptions and their canonical candles,
 * schedules. A scheduler asks the databases for them on a thread of its own, so that a database
 * that hangs never keeps the scrape from being answered; what can't be told is NaN. Several
 * schedulers tell the same: take the maximum.
 */
final class PlatformFigures implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PlatformFigures.class);
    private static final int PERIOD_SECONDS = 10;

    /** A schedule that runs is late for its next time only when the run takes so long. */
    private static final Duration LONGEST_RUN = Duration.ofMinutes(30);

    private final JobFigures jobs;
    private final GridMembers members;
    private final CanonicalFreshness canonical;
    private final SubscriptionCounts subscriptions;
    private final Schedules schedules;
    private final MultiGauge memberGauges;
    private final MultiGauge canonicalGauges;
    private final MultiGauge subscriptionGauges;
    private final MultiGauge scheduleGauges;
    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("platform-figures").factory());
    private volatile JobFigures.@Nullable Figures figures;
    private volatile boolean running;

    PlatformFigures(
            JobFigures jobs,
            GridMembers members,
            CanonicalFreshness canonical,
            SubscriptionCounts subscriptions,
            Schedules schedules,
            MeterRegistry metrics) {
        this.jobs = jobs;
        this.members = members;
        this.canonical = canonical;
        this.subscriptions = subscriptions;
        this.schedules = schedules;
        for (JobState state : JobState.values()) {
            gauge("candlegrid.jobs", "Jobs in this state", f -> f.jobs().getOrDefault(state, 0L))
                    .tag("state", state.name())
                    .register(metrics);
        }
        gauge(
                        "candlegrid.jobs.waiting",
                        "How long the oldest queued job waits",
                        JobFigures.Figures::waitingSeconds)
                .baseUnit("seconds")
                .register(metrics);
        gauge(
                        "candlegrid.search.combinations.per.second",
                        "Combinations that all running searches do in a second",
                        JobFigures.Figures::combinationsPerSecond)
                .register(metrics);
        gauge(
                        "candlegrid.search.bar.combinations.per.second",
                        "The same times the bars that each combination sees",
                        JobFigures.Figures::barCombinationsPerSecond)
                .register(metrics);
        memberGauges =
                MultiGauge.builder("candlegrid.grid.members")
                        .description("Processes of the platform that are alive, by role")
                        .register(metrics);
        canonicalGauges =
                MultiGauge.builder("candlegrid.canonical.newest")
                        .description("Open time of the market's newest canonical candle")
                        .baseUnit("seconds")
                        .register(metrics);
        subscriptionGauges =
                MultiGauge.builder("candlegrid.subscriptions")
                        .description("Symbols that are to be ingested live, whoever does it")
                        .register(metrics);
        scheduleGauges =
                MultiGauge.builder("candlegrid.schedule.next")
                        .description("When a schedule is due next; a paused one is not there")
                        .baseUnit("seconds")
                        .register(metrics);
    }

    private Gauge.Builder<PlatformFigures> gauge(
            String name, String description, ToDoubleFunction<JobFigures.Figures> value) {
        return Gauge.builder(
                        name,
                        this,
                        self -> {
                            JobFigures.Figures now = self.figures;
                            return now == null ? Double.NaN : value.applyAsDouble(now);
                        })
                .description(description);
    }

    @Override
    public void start() {
        running = true;
        var _ = timer.scheduleWithFixedDelay(this::refresh, 0, PERIOD_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        timer.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void refresh() {
        tell("the jobs", () -> figures = jobs.now(), () -> figures = null);
        tell("the grid", memberGauges, this::memberRows);
        tell("canonical", canonicalGauges, this::canonicalRows);
        tell("subscriptions", subscriptionGauges, this::subscriptionRows);
        tell("schedules", scheduleGauges, this::scheduleRows);
    }

    private void tell(String what, MultiGauge gauges, Supplier<List<MultiGauge.Row<?>>> rows) {
        tell(what, () -> gauges.register(rows.get(), true), () -> gauges.register(List.of(), true));
    }

    private void tell(String what, Runnable measure, Runnable forget) {
        try {
            measure.run();
        } catch (RuntimeException e) {
            forget.run();
            if (running) {
                LOG.warn("there are no figures about {} now: {}", what, e.toString());
            }
        }
    }

    private List<MultiGauge.Row<?>> memberRows() {
        List<GridMembers.Member> alive = members.now();
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Role role : Role.all()) {
            long count = alive.stream().filter(m -> m.roles().contains(role.label())).count();
            rows.add(MultiGauge.Row.of(Tags.of("role", role.label()), count));
        }
        return rows;
    }

    private List<MultiGauge.Row<?>> canonicalRows() {
        Map<Integer, Long> newest = canonical.newestOpenMillis();
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Market market : Market.ALL) {
            Long millis = newest.get(market.id());
            if (millis != null) {
                rows.add(MultiGauge.Row.of(tag(market), millis / 1_000.0));
            }
        }
        return rows;
    }

    private List<MultiGauge.Row<?>> subscriptionRows() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Market market : Market.ALL) {
            rows.add(MultiGauge.Row.of(tag(market), subscriptions.of(market)));
        }
        return rows;
    }

    private List<MultiGauge.Row<?>> scheduleRows() {
        List<MultiGauge.Row<?>> rows = new ArrayList<>();
        for (Schedules.Status schedule : schedules.all()) {
            Instant next = schedule.next();
            if (next != null && schedule.state() != Schedules.State.PAUSED) {
                boolean runs = schedule.state() == Schedules.State.RUNNING;
                Instant due = runs ? next.plus(LONGEST_RUN) : next;
                rows.add(
                        MultiGauge.Row.of(
                                Tags.of("schedule", schedule.task().name()),
                                due.toEpochMilli() / 1_000.0));
            }
        }
        return rows;
    }

    private static Tags tag(Market market) {
        return Tags.of("market", market.exchange().label() + "-" + market.type().label());
    }
}
