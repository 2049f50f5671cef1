package io.candlegrid.db.server;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * PostgreSQL, ClickHouse and Redis as child processes of this one, with their files in a data
 * directory. Started together, watched, and restarted on the same port when one dies; {@link
 * #close} stops them, and so does the end of this process, whatever ends it. Thread-safe.
 */
public final class EmbeddedServers implements AutoCloseable {
    private final DataDirectoryLock lock;
    private final Endpoints endpoints;
    private final Map<String, Supervisor> supervisors;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Thread hook = new Thread(this::close, "stop-servers");

    private EmbeddedServers(
            DataDirectoryLock lock, Endpoints endpoints, Map<String, Supervisor> supervisors) {
        this.lock = lock;
        this.endpoints = endpoints;
        this.supervisors = supervisors;
    }

    /**
     * Starts all three and returns when each answers {@code select 1}.
     *
     * @param dataDir where their files live; created when absent
     * @param progress receives one line for people at a time, from several threads, also later when
     *     a server is restarted
     * @throws ServerException when the directory is in use by another platform, a server can't be
     *     fetched or doesn't come up; the message says what to do
     */
    public static EmbeddedServers start(Path dataDir, Consumer<String> progress) {
        return start(dataDir, ExternalServers.none(), ChildJvm.likeThisOne(), progress);
    }

    /**
     * The same, with some servers used from elsewhere: those are not started, only passed on.
     *
     * @param childJvm how the ClickHouse process is started
     */
    public static EmbeddedServers start(
            Path dataDir, ExternalServers external, ChildJvm childJvm, Consumer<String> progress) {
        Path home = dataDir.toAbsolutePath().normalize();
        DataDirectoryLock lock = DataDirectoryLock.take(home);
        try {
            DiskSpace.check(home);
            return start(home, lock, external, childJvm, progress);
        } catch (RuntimeException e) {
            release(lock);
            throw e;
        }
    }

    private static EmbeddedServers start(
            Path home,
            DataDirectoryLock lock,
            ExternalServers external,
            ChildJvm childJvm,
            Consumer<String> progress) {
        // Before the ports are looked at: a server on its way out still holds its own.
        LocalPostgres.endOrphan(home);
        EmbeddedClickHouse.endOrphan(home);
        EmbeddedRedisServer.endOrphan(home);
        KeptServers kept = KeptServers.load(home, progress);
        List<ManagedServer> wanted = new ArrayList<>();
        PostgresEndpoint postgres =
                external.postgres()
                        .orElseGet(() -> {
                            LocalPostgres server =
                                    new LocalPostgres(home, kept.postgres(), progress);
                            wanted.add(server);
                            return server.endpoint();
                        });
        ClickHouseEndpoint clickHouse =
                external.clickHouse()
                        .orElseGet(() -> {
                            EngineLibrary library = EngineLibrary.ofThisMachine(progress);
                            EmbeddedClickHouse server =
                                    new EmbeddedClickHouse(
                                            home, kept.clickHouse(), library, childJvm);
                            wanted.add(server);
                            return server.endpoint();
                        });
        RedisEndpoint redis =
                external.redis()
                        .orElseGet(() -> {
                            EmbeddedRedisServer server =
                                    new EmbeddedRedisServer(home, kept.redis());
                            wanted.add(server);
                            return server.endpoint();
                        });
        Endpoints endpoints = new Endpoints(Owner.ofThisProcess(), postgres, clickHouse, redis);
        Map<String, Supervisor> supervisors = startAll(wanted, progress);
        EmbeddedServers servers = new EmbeddedServers(lock, endpoints, supervisors);
        try {
            EndpointsFile.write(Endpoints.file(home), endpoints);
            Runtime.getRuntime().addShutdownHook(servers.hook);
        } catch (IOException | IllegalStateException e) {
            stopAll(supervisors);
            throw new ServerException(
                    "The file "
                            + Endpoints.file(home)
                            + " could not be written: "
                            + e
                            + DiskSpace.hint(home),
                    e);
        }
        return servers;
    }

    private static Map<String, Supervisor> startAll(
            List<ManagedServer> wanted, Consumer<String> progress) {
        Map<String, Supervisor> started = new ConcurrentHashMap<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> starts = new ArrayList<>();
            for (ManagedServer server : wanted) {
                starts.add(
                        CompletableFuture.runAsync(
                                () ->
                                        started.put(
                                                server.name(), Supervisor.start(server, progress)),
                                executor));
            }
            CompletableFuture.allOf(starts.toArray(CompletableFuture<?>[]::new)).join();
            return started;
        } catch (CompletionException e) {
            stopAll(started);
            throw e.getCause() instanceof ServerException cause
                    ? cause
                    : new ServerException("The embedded servers could not be started: " + e, e);
        }
    }

    private static void stopAll(Map<String, Supervisor> supervisors) {
        List<Thread> stops =
                supervisors.values().stream()
                        .map(supervisor -> Thread.ofPlatform().start(supervisor::close))
                        .toList();
        for (Thread stop : stops) {
            try {
                stop.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Where they are and how to log in. */
    public Endpoints endpoints() {
        return endpoints;
    }

    /** The servers that are down for good, by name, each with the reason; usually none. */
    public Map<String, String> failures() {
        Map<String, String> failures = new TreeMap<>();
        supervisors.forEach((name, supervisor) -> {
            Optional<String> reason = supervisor.failure();
            reason.ifPresent(text -> failures.put(name, text));
        });
        return failures;
    }

    /**
     * Takes the stop at the end of the process out of this class's hands: the caller calls {@link
     * #close} after what still needs the servers has ended. Even without that the servers stop when
     * the process is gone.
     */
    public void closeByCaller() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending already, and the hook with it.
        }
    }

    /** Stops the servers in good order and gives the data directory free; may be called twice. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        closeByCaller();
        stopAll(supervisors);
        release(lock);
    }

    private static void release(DataDirectoryLock lock) {
        try {
            lock.close();
        } catch (IOException e) {
            // The system drops it with the process.
        }
    }
}
