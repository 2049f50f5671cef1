package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
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
                    + " not named is embedded."
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

    UpCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Set<Role> chosen = Role.parse(roles);
        PlatformOptions options =
                new PlatformOptions(data.directory(), chosen, port(chosen), System.getenv());
        Logs.writeTo(options);
        console.err().println("Starting candlegrid on " + options.dataDirectory());
        Startup startup = new Startup(console);
        try (Platform platform = Platform.start(options, startup)) {
            startup.done();
            announce(chosen, platform);
            platform.awaitClosed();
        }
        return 0;
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
