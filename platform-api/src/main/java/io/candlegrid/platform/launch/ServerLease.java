package io.candlegrid.platform.launch;

import io.candlegrid.db.server.ChildJvm;
import io.candlegrid.db.server.EmbeddedServers;
import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.ExternalServers;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The servers a process uses: its own embedded ones, those of the platform that runs on the same
 * data directory already, or real ones. They come up on a thread of their own while the rest of the
 * application starts; {@link #endpoints} waits for them.
 */
final class ServerLease implements AutoCloseable {

    private final CompletableFuture<Servers> servers;

    private ServerLease(CompletableFuture<Servers> servers) {
        this.servers = servers;
    }

    /** Begins to start the servers, or attaches to those that run. */
    static ServerLease begin(PlatformOptions options, StartupProgress progress) {
        CompletableFuture<Servers> result = new CompletableFuture<>();
        Thread.ofPlatform()
                .name("servers-start")
                .daemon()
                .start(() -> complete(result, options, progress));
        return new ServerLease(result);
    }

    /** Where the servers are; waits until they answer, throws what kept them from it. */
    Endpoints endpoints() {
        return await().endpoints();
    }

    private Servers await() {
        try {
            return servers.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        // Whoever stops while the servers still start waits for them, so that none is left behind.
        servers.handle((started, failure) -> started == null ? null : started.owned())
                .thenAccept(owned -> {
                    if (owned != null) {
                        owned.close();
                    }
                })
                .join();
    }

    private static void complete(
            CompletableFuture<Servers> result, PlatformOptions options, StartupProgress progress) {
        try {
            result.complete(acquire(options, progress));
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(e);
        }
    }

    private static Servers acquire(PlatformOptions options, StartupProgress progress) {
        Optional<Endpoints> running = Endpoints.read(options.dataDirectory());
        if (running.isPresent() && !options.has(Role.API)) {
            progress.say(
                    "Using the servers of the platform that runs on "
                            + options.dataDirectory()
                            + " (process "
                            + running.get().owner().pid()
                            + ")");
            return new Servers(running.get(), null);
        }
        EmbeddedServers started =
                EmbeddedServers.start(
                        options.dataDirectory(),
                        ExternalServers.of(options.environment()),
                        ChildJvm.likeThisOne(),
                        progress::say);
        // The application stops before its servers do.
        started.closeByCaller();
        return new Servers(started.endpoints(), started);
    }

    private record Servers(Endpoints endpoints, @Nullable EmbeddedServers owned) {}
}
