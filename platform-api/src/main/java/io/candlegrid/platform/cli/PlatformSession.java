package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.ApiAddress;
import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A platform for the length of one command: the one that runs on the data directory, or one that is
 * started for the command and stopped after it. Either way the command speaks REST to it.
 */
final class PlatformSession implements AutoCloseable {

    private final ApiClient api;
    private final @Nullable Platform own;

    private PlatformSession(ApiClient api, @Nullable Platform own) {
        this.api = api;
        this.own = own;
    }

    /** Finds or starts the platform of a data directory. */
    static PlatformSession open(Path dataDirectory, Console console) {
        Optional<ApiClient> running = findRunning(dataDirectory);
        if (running.isPresent()) {
            return new PlatformSession(running.get(), null);
        }
        console.err()
                .println(
                        "No platform runs on " + dataDirectory + ": starting one for this command");
        Platform platform = start(dataDirectory, console);
        return new PlatformSession(new ApiClient(platform.address()), platform);
    }

    /** The interface of the platform that runs on a data directory, if one does and answers. */
    static Optional<ApiClient> findRunning(Path dataDirectory) {
        return ApiAddress.read(dataDirectory)
                .map(address -> new ApiClient(address.url()))
                .filter(ApiClient::isAlive);
    }

    ApiClient api() {
        return api;
    }

    /** Whether the platform goes when the command ends. */
    boolean isOwn() {
        return own != null;
    }

    @Override
    public void close() {
        api.close();
        if (own != null) {
            own.close();
        }
    }

    private static Platform start(Path dataDirectory, Console console) {
        PlatformOptions options =
                new PlatformOptions(dataDirectory, Role.all(), 0, System.getenv());
        Logs.writeTo(options);
        Startup startup = new Startup(console);
        Platform platform = Platform.start(options, startup);
        startup.done();
        return platform;
    }
}
