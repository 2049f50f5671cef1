package io.candlegrid.platform.cli;

import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.simulator.ExchangeSimulator;
import io.candlegrid.grid.exchange.simulator.Fault;
import io.candlegrid.grid.exchange.simulator.FaultKind;
import io.candlegrid.grid.exchange.simulator.SimulatorClock;
import io.candlegrid.grid.exchange.simulator.SimulatorSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the exchange simulator by itself. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Simulate the four markets on 127.0.0.1 until ctrl-C: the REST and WebSocket protocols"
                    + " of Binance and Bybit, with made-up candles of SYNTH0000USDT and so on, or with"
                    + " those of archives.",
            "Prints the variables that make 'candlegrid up' use it. 'candlegrid up --simulate' does"
                    + " both in one process."
        })
final class SimulateCommand implements Callable<Integer> {

    private static final int MAX_SYMBOLS = 2_000;
    private static final int SYMBOLS = 5;
    private static final double MAX_SPEED = 10_000;

    private final Console console;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8799",
            description = "Port on 127.0.0.1, 0 for any free one (default: ${DEFAULT-VALUE}).")
    private int port = 8799;

    @Option(
            names = "--symbols",
            paramLabel = "N",
            description =
                    "Instruments of each market with made-up candles, 0 to 2000 (default: 5, with"
                            + " --archive 0).")
    private @Nullable Integer symbols;

    @Option(
            names = "--archive",
            paramLabel = "FILE",
            description =
                    "Candles of an archive as import takes it, played over and over as if they were"
                            + " of now; may be repeated. BTCUSDT becomes SYNTHBTCUSDT.")
    private List<Path> archives = new ArrayList<>();

    @Option(
            names = "--market",
            paramLabel = "ID",
            description =
                    "Whose the archives are: 1 binance spot, 2 binance futures, 3 bybit spot, 4 bybit"
                            + " futures (default: detected).")
    private @Nullable Integer market;

    @Option(
            names = "--speed",
            paramLabel = "X",
            defaultValue = "1",
            description =
                    "How fast time passes (default: ${DEFAULT-VALUE}). A platform lives in real"
                            + " time: another speed than 1 is for clients that don't look at the"
                            + " clock.")
    private double speed = 1;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The same seed gives the same candles and faults (default: 1).")
    private long seed = 1;

    @Option(
            names = "--fault",
            paramLabel = "KIND[:SHARE[:TIME]]",
            description =
                    "A fault that holds from the start, e.g. disconnect:0.1 or late:0.2:30s; may be"
                            + " repeated. SHARE is in (0, 1], default 1; TIME default 1s. Kinds:"
                            + " disconnect silence duplicate out_of_order late revised malformed"
                            + " rate_limit ban server_error partial_pages slow halt no_trades"
                            + " refuse_connections short_sessions.")
    private List<String> faults = new ArrayList<>();

    SimulateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        int madeUp = symbols == null ? archives.isEmpty() ? SYMBOLS : 0 : symbols;
        if (madeUp < (archives.isEmpty() ? 1 : 0) || madeUp > MAX_SYMBOLS) {
            throw new InputProblem(
                    "--symbols must be 1 to "
                            + MAX_SYMBOLS
                            + ", or 0 with --archive, got "
                            + madeUp);
        }
        if (market != null && Market.byId(market).isEmpty()) {
            throw new InputProblem("--market must be 1, 2, 3 or 4, got " + market);
        }
        if (!(speed > 0 && speed <= MAX_SPEED)) {
            throw new InputProblem("--speed must be above 0 and at most 10000, got " + speed);
        }
        if (port < 0 || port > 65_535) {
            throw new InputProblem("--port must be 0 to 65535, got " + port);
        }
        List<Fault> wanted = faults.stream().map(SimulateCommand::fault).toList();
        SimulatorClock clock =
                speed == 1
                        ? SimulatorClock.real()
                        : SimulatorClock.accelerated(Instant.now(), speed);
        SimulatorSettings settings =
                SimulatorSettings.synthetic(clock, seed, madeUp)
                        .withMore(ArchiveScripts.read(archives, market))
                        .withPort(port);
        try (ExchangeSimulator simulator = Simulation.start(settings)) {
            wanted.forEach(simulator.faults()::begin);
            Simulation.variables(simulator)
                    .forEach(
                            (name, value) -> console.out().println("export " + name + "=" + value));
            console.err()
                    .printf(
                            "Simulating %d instruments of four markets (ctrl-C stops)%n",
                            simulator.instruments().size());
            new CountDownLatch(1).await();
        }
        return 0;
    }

    private static Fault fault(String text) {
        String[] parts = text.split(":", 3);
        Fault fault = Fault.of(kind(text, parts[0]));
        try {
            if (parts.length > 1) {
                fault = fault.share(Double.parseDouble(parts[1]));
            }
            if (parts.length > 2) {
                fault = fault.amount(Duration.parse("PT" + parts[2].toUpperCase(Locale.ROOT)));
            }
            return fault;
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new InputProblem(
                    "--fault "
                            + text
                            + " is not KIND:SHARE:TIME like late:0.2:30s, with a share above 0 and"
                            + " at most 1");
        }
    }

    private static FaultKind kind(String text, String name) {
        return Arrays.stream(FaultKind.values())
                .filter(kind -> kind.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() ->
                        new InputProblem(
                                "--fault "
                                        + text
                                        + ": there is no fault '"
                                        + name
                                        + "'; choose from "
                                        + Arrays.stream(FaultKind.values())
                                                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                                                .collect(Collectors.joining(" "))));
    }
}
