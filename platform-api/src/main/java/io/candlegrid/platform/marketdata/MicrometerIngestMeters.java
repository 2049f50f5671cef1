package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.marketdata.IngestMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Ingest as metrics {@code candlegrid.ingest.*}, with the market's id as tag {@code market}. Those
 * of a market appear when it is first ingested in this process; gauges go when it no longer is.
 */
final class MicrometerIngestMeters implements IngestMeters {

    private static final String PREFIX = "candlegrid.ingest.";

    private final MeterRegistry registry;
    private final Map<Integer, MarketMeters> markets = new ConcurrentHashMap<>();

    MicrometerIngestMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void count(Market market, Count what, long more) {
        of(market)
                .counters
                .computeIfAbsent(what, any -> counter(market, what))
                .increment((double) more);
    }

    @Override
    public void lag(Market market, Stage stage, Duration lag) {
        of(market).timers.computeIfAbsent(stage, any -> timer(market, stage)).record(lag);
    }

    @Override
    public void state(Market market, IngestReport report) {
        of(market).show(report);
    }

    @Override
    public void gone(Market market) {
        of(market).removeGauges();
    }

    private MarketMeters of(Market market) {
        return markets.computeIfAbsent(market.id(), id -> new MarketMeters(market));
    }

    private Counter counter(Market market, Count what) {
        String name = what.name().toLowerCase(Locale.ROOT).replace('_', '.');
        return Counter.builder(PREFIX + name).tag("market", tag(market)).register(registry);
    }

    private Timer timer(Market market, Stage stage) {
        return Timer.builder(PREFIX + "lag")
                .description("From a candle's close")
                .tag("market", tag(market))
                .tag("stage", stage.name().toLowerCase(Locale.ROOT))
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(10))
                .maximumExpectedValue(Duration.ofMinutes(5))
                .register(registry);
    }

    private static String tag(Market market) {
        return market.exchange().label() + "-" + market.type().label();
    }

    /** What there is of one market; the counters are there from the start, at zero. */
    private final class MarketMeters {
        private final Market market;
        private final Map<Count, Counter> counters = new ConcurrentHashMap<>();
        private final Map<Stage, Timer> timers = new ConcurrentHashMap<>();
        private final List<Meter> gauges = new ArrayList<>();
        private volatile @Nullable IngestReport now;

        MarketMeters(Market market) {
            this.market = market;
            for (Count what : Count.values()) {
                counters.put(what, counter(market, what));
            }
        }

        synchronized void show(IngestReport report) {
            now = report;
            if (gauges.isEmpty()) {
                gauge("queue", "Candles that wait for the pipeline", IngestReport::queued);
                gauge("connected", "Open connections", IngestReport::connections);
                gauge("subscribed", "Instruments wanted", IngestReport::subscribed);
                gauge(
                        "last_candle",
                        "Open time of the newest candle stored, epoch seconds",
                        newest -> seconds(newest.lastCandle()));
            }
        }

        private void gauge(String name, String what, ToDoubleFunction<IngestReport> value) {
            gauges.add(
                    Gauge.builder(PREFIX + name, this, meters -> meters.value(value))
                            .description(what)
                            .tag("market", tag(market))
                            .register(registry));
        }

        private double value(ToDoubleFunction<IngestReport> of) {
            IngestReport report = now;
            return report == null ? Double.NaN : of.applyAsDouble(report);
        }

        synchronized void removeGauges() {
            gauges.forEach(registry::remove);
            gauges.clear();
        }
    }

    private static double seconds(@Nullable Instant instant) {
        return instant == null ? Double.NaN : instant.getEpochSecond();
    }
}
