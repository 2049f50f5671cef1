package io.candlegrid.platform.testing;

import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.grid.exchange.simulator.ExchangeSimulator;
import io.candlegrid.grid.exchange.simulator.SimulatorClock;
import io.candlegrid.grid.exchange.simulator.SimulatorSettings;
import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.launch.StartupProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A platform that takes in simulated exchanges on the wall clock, with two symbols each. */
public final class SimulatedPlatform implements AutoCloseable {

    /** A symbol of every market. */
    public static final String SYMBOL = "SYNTH0000USDT";

    private final ExchangeSimulator simulator;
    private final Platform platform;

    private SimulatedPlatform(ExchangeSimulator simulator, Platform platform) {
        this.simulator = simulator;
        this.platform = platform;
    }

    /** Starts both; all markets have subscriptions. */
    public static SimulatedPlatform start(Path data) {
        ExchangeSimulator simulator =
                ExchangeSimulator.start(
                        SimulatorSettings.synthetic(SimulatorClock.real(), 1, 2)
                                .withHistory(Duration.ofHours(2)));
        Map<String, String> environment = new HashMap<>();
        for (Market market : Market.ALL) {
            ExchangeEndpoints there = simulator.endpoints(market);
            environment.put(ExchangeEndpoints.restName(market), there.rest().toString());
            environment.put(ExchangeEndpoints.streamName(market), there.stream().toString());
        }
        Platform platform;
        try {
            platform =
                    Platform.start(
                            new PlatformOptions(data, Role.all(), 0, environment),
                            StartupProgress.SILENT);
        } catch (RuntimeException e) {
            simulator.close();
            throw e;
        }
        SimulatedPlatform started = new SimulatedPlatform(simulator, platform);
        for (Market market : Market.ALL) {
            started.rest()
                    .post(
                            "/api/v1/markets/" + market.id() + "/subscriptions",
                            "{\"symbols\": [\"" + SYMBOL + "\", \"SYNTH0001USDT\"]}");
        }
        return started;
    }

    /** Its REST interface. */
    public RestClient rest() {
        return RestClient.at(platform.address());
    }

    @Override
    public void close() {
        platform.close();
        simulator.close();
    }
}
