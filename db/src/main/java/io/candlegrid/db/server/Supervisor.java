package io.candlegrid.db.server;

import io.candlegrid.db.server.ManagedServer.Probe;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one server running: starts it, probes it, and starts it again on the same port when it died
 * or hangs. Restarts wait longer each time and end after {@value #MAX_RESTARTS} in a row.
 */
final class Supervisor implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);

    /** Restarts without a healthy minute between them. */
    static final int MAX_RESTARTS = 20;

    private static final Duration START_PATIENCE = Duration.ofSeconds(60);

    /** After a crash a server may read its log for long, and says so meanwhile. */
    private static final Duration RECOVERY_PATIENCE = Duration.ofMinutes(15);

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(3);
    private static final Duration START_POLL = Duration.ofMillis(50);
    private static final Duration HEALTHY = Duration.ofSeconds(60);
    private static final Duration MAX_BACK_OFF = Duration.ofSeconds(30);
    private static final int MAX_SILENT_PROBES = 3;

    private final ManagedServer server;
    private final Consumer<String> progress;
    private final CountDownLatch closing = new CountDownLatch(1);

    /** Gets a permit when there is something to look at before the next probe is due. */
    private final Semaphore wake = new Semaphore(0);

    private final Thread watcher;
    private volatile ServerProcess process;
    private volatile Optional<String> failure = Optional.empty();

    private Supervisor(ManagedServer server, ServerProcess process, Consumer<String> progress) {
        this.server = server;
        this.process = process;
        this.progress = progress;
        process.onEnd(wake::release);
        this.watcher =
                Thread.ofPlatform()
                        .name("watch-" + server.name())
                        .daemon(true)
                        .unstarted(this::watch);
    }

    /** Starts the server and returns when it answers. */
    static Supervisor start(ManagedServer server, Consumer<String> progress) {
        long begin = System.nanoTime();
        CountDownLatch never = new CountDownLatch(1);
        ServerProcess process = server.launch();
        try {
            awaitReady(server, process, never);
            server.prepare();
        } catch (RuntimeException e) {
            process.kill();
            throw e;
        }
        progress.accept(
                "%s is up (%.1f s)".formatted(server.name(), (System.nanoTime() - begin) / 1e9));
        Supervisor supervisor = new Supervisor(server, process, progress);
        supervisor.watcher.start();
        return supervisor;
    }

    /** Why the server is down for good; empty while it runs or restarts. */
    Optional<String> failure() {
        return failure;
    }

    private static void awaitReady(
            ManagedServer server, ServerProcess process, CountDownLatch closing) {
        long begin = System.nanoTime();
        while (true) {
            Probe probe = server.probe(PROBE_TIMEOUT);
            if (probe == Probe.READY) {
                return;
            }
            Duration patience = probe == Probe.BUSY ? RECOVERY_PATIENCE : START_PATIENCE;
            if (!process.isAlive()) {
                throw process.failure("did not start");
            }
            if (System.nanoTime() - begin > patience.toNanos()) {
                throw process.failure("did not answer within " + patience.toSeconds() + " s");
            }
            if (pause(closing, START_POLL)) {
                throw new ServerException(server.name() + " was stopped while it started.");
            }
        }
    }

    private void watch() {
        int silent = 0;
        int restarts = 0;
        long healthySince = System.nanoTime();
        try {
            while (closing.getCount() > 0) {
                boolean woken = wake.tryAcquire(PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                if (closing.getCount() == 0) {
                    return;
                }
                boolean ended = woken && !process.isAlive();
                silent = ended || server.probe(PROBE_TIMEOUT) != Probe.SILENT ? 0 : silent + 1;
                if (!ended && silent < MAX_SILENT_PROBES) {
                    continue;
                }
                restarts = System.nanoTime() - healthySince > HEALTHY.toNanos() ? 0 : restarts;
                restarts = restart(restarts);
                healthySince = System.nanoTime();
                silent = 0;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ServerException e) {
            if (closing.getCount() == 0) {
                return;
            }
            failure = Optional.of(String.valueOf(e.getMessage()));
            say(
                    server.name()
                            + " stays down after "
                            + MAX_RESTARTS
                            + " restarts: "
                            + e.getMessage());
        }
    }

    /** Restarts until it answers; the count of restarts so far comes back. */
    private int restart(int before) {
        say(server.name() + " " + process.endDescription() + "; starting it again");
        process.kill();
        int restarts = before;
        while (true) {
            if (pause(closing, backOff(restarts))) {
                return restarts;
            }
            restarts++;
            try {
                long begin = System.nanoTime();
                process = server.launch();
                process.onEnd(wake::release);
                awaitReady(server, process, closing);
                server.prepare();
                say(
                        "%s is up again (%.1f s)"
                                .formatted(server.name(), (System.nanoTime() - begin) / 1e9));
                return restarts;
            } catch (ServerException e) {
                process.kill();
                if (restarts >= MAX_RESTARTS || closing.getCount() == 0) {
                    throw e;
                }
                say(server.name() + " did not come up, trying again: " + e.getMessage());
            }
        }
    }

    /** Nothing at first, then half a second doubling, with jitter. */
    private static Duration backOff(int restarts) {
        if (restarts == 0) {
            return Duration.ZERO;
        }
        long millis = Math.min(MAX_BACK_OFF.toMillis(), 250L << Math.min(restarts, 10));
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis / 2, millis + 1));
    }

    private void say(String line) {
        log.warn("{}", line);
        progress.accept(line);
    }

    /** Waits; true when closing began meanwhile. */
    private static boolean pause(CountDownLatch closing, Duration time) {
        try {
            return closing.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Stops watching, then the server, in good order. */
    @Override
    public void close() {
        closing.countDown();
        wake.release();
        try {
            watcher.join(START_PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        process.stop(STOP_PATIENCE);
    }
}
