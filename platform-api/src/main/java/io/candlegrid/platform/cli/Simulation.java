package io.candlegrid.platform.cli;

import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.grid.exchange.simulator.ExchangeSimulator;
import io.candlegrid.grid.exchange.simulator.SimulatorClock;
import io.candlegrid.grid.exchange.simulator.SimulatorSettings;
import io.candlegrid.platform.launch.StartupProblem;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Simulated exchanges within this process, on the wall clock, for a platform to ingest from. */
final class Simulation implements AutoCloseable {

    static final int SYMBOLS = 5;

    private static final long SEED = 1;

    private final ExchangeSimulator simulator;

    private Simulation(ExchangeSimulator simulator) {
        this.simulator = simulator;
    }

    /** Starts them on a free port. */
    static Simulation start() {
        return new Simulation(
                start(SimulatorSettings.synthetic(SimulatorClock.real(), SEED, SYMBOLS)));
    }

    /** Starts a simulator; a port that is taken is a problem a person can solve. */
    static ExchangeSimulator start(SimulatorSettings settings) {
        try {
            return ExchangeSimulator.start(settings);
        } catch (IllegalStateException e) {
            throw new StartupProblem(
                    "The simulated exchanges did not start: "
                            + e.getMessage()
                            + ". Choose another port with --port.",
                    e);
        }
    }

    /** The variables that make a platform use a simulator. */
    static Map<String, String> variables(ExchangeSimulator simulator) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (Market market : Market.ALL) {
            ExchangeEndpoints there = simulator.endpoints(market);
            variables.put(ExchangeEndpoints.restName(market), there.rest().toString());
            variables.put(ExchangeEndpoints.streamName(market), there.stream().toString());
        }
        return variables;
    }

    /** An environment with these exchanges in place of the real ones. */
    Map<String, String> in(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(variables(simulator));
        return all;
    }

    /** Subscribes to all that is simulated, in a platform that uses these exchanges. */
    void subscribe(ApiClient api) {
        Map<Integer, List<String>> symbols =
                simulator.instruments().stream()
                        .collect(
                                Collectors.groupingBy(
                                        id -> id.marketId(),
                                        Collectors.mapping(
                                                id -> id.symbol(), Collectors.toList())));
        symbols.forEach((market, some) ->
                api.post("/api/v1/markets/" + market + "/subscriptions", Map.of("symbols", some)));
    }

    @Override
    public void close() {
        simulator.close();
    }
}
