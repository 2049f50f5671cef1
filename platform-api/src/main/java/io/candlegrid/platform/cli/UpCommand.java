package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts a platform process and keeps it running. */
@Command(
        name = "up",
        mixinStandardHelpOptions = true,
        description = {
            "Start the platform and keep it running until ctrl-C.",
            "With CANDLEGRID_POSTGRES_URL, CANDLEGRID_CLICKHOUSE_URL, CANDLEGRID_REDIS_URL and"
                    + " CANDLEGRID_GRID_MEMBERS it uses real servers and joins their grid; what is"
                    + " not named is embedded.",
            "Markets with subscriptions are ingested live. CANDLEGRID_BINANCE_SPOT_REST_URL and"
                    + " CANDLEGRID_BINANCE_SPOT_STREAM_URL (likewise BINANCE_FUTURES, BYBIT_SPOT,"
                    + " BYBIT_FUTURES) name other addresses than the exchanges' own."
        })
final class UpCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            defaultValue = "api,worker,scheduler",
            description =
                    "What this process does: api, worker, scheduler (default: all three). '--roles"
                            + " worker' adds a worker to the platform on the same data directory.")
    private String roles = "api,worker,scheduler";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description =
                    "Port of the UI and the REST interface on 127.0.0.1 (default: 8787; any free"
                            + " one for a process without the api role).")
    private @Nullable Integer port;

    @Option(
            names = "--simulate",
            description =
                    "Use simulated exchanges within this process instead of the real ones, and"
                            + " subscribe to their instruments. Nothing leaves this machine.")
    private boolean simulate;

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<Role> chosen = Role.parse(roles);
        if (simulate && !chosen.containsAll(Role.all())) {
            throw new InputProblem(
                    "--simulate needs all roles in this process; with --roles start 'candlegrid"
                            + " simulate' and set the variables it prints");
        }
        // Logging is told where to write before anything logs.
        Logs.writeTo(options(chosen, System.getenv()));
        try (Simulation simulation = simulate ? Simulation.start() : null) {
            run(chosen, simulation);
        }
        return 0;
    }

    private PlatformOptions options(Set<Role> chosen, Map<String, String> environment) {
        return new PlatformOptions(data.directory(), chosen, port(chosen), environment);
    }

    private void run(Set<Role> chosen, @Nullable Simulation simulation)
            throws InterruptedException {
        PlatformOptions options =
                options(
                        chosen,
                        simulation == null ? System.getenv() : simulation.in(System.getenv()));
        console.err().println("Starting candlegrid on " + options.dataDirectory());
        Startup startup = new Startup(console);
        try (Platform platform = Platform.start(options, startup)) {
            startup.done();
            if (simulation != null) {
                try (ApiClient api = new ApiClient(platform.address())) {
                    simulation.subscribe(api);
                    startup.say("Ingesting from simulated exchanges");
                }
            }
            announce(chosen, platform);
            platform.awaitClosed();
        }
    }

    private int port(Set<Role> chosen) {
        Integer named = port;
        if (named != null) {
            return named;
        }
        return chosen.contains(Role.API) ? PlatformOptions.DEFAULT_PORT : 0;
    }

    private void announce(Set<Role> chosen, Platform platform) {
        String what = chosen.contains(Role.API) ? "UI and REST" : "Health and metrics";
        console.out().println(what + ": " + platform.address() + "   (ctrl-C stops)");
    }
}
