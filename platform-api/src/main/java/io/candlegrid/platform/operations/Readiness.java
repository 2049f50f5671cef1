package io.candlegrid.platform.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks everything the platform needs at once, each with a time limit. */
final class Readiness implements AutoCloseable {

    static final Duration TIMEOUT = Duration.ofSeconds(3);

    private final List<ReadinessCheck> checks;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    Readiness(List<ReadinessCheck> checks) {
        this.checks = checks.stream().sorted(Comparator.comparing(ReadinessCheck::name)).toList();
    }

    /** The state of everything now, in order of name. */
    ReadinessReport report() {
        List<Future<CheckResult>> running = new ArrayList<>();
        for (ReadinessCheck check : checks) {
            running.add(threads.submit(() -> ask(check)));
        }
        List<CheckResult> results = new ArrayList<>();
        long deadline = System.nanoTime() + TIMEOUT.toNanos();
        for (int i = 0; i < running.size(); i++) {
            results.add(result(checks.get(i), running.get(i), deadline));
        }
        return new ReadinessReport(results.stream().allMatch(CheckResult::ok), results);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private static CheckResult ask(ReadinessCheck check) throws Exception {
        long start = System.nanoTime();
        String detail = check.probe();
        return new CheckResult(check.name(), true, millisSince(start), detail);
    }

    private static CheckResult result(
            ReadinessCheck check, Future<CheckResult> running, long deadline) {
        try {
            return running.get(Math.max(1, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (ExecutionException e) {
            return new CheckResult(check.name(), false, 0, describe(e));
        } catch (TimeoutException e) {
            running.cancel(true);
            return new CheckResult(
                    check.name(), false, TIMEOUT.toMillis(), "no answer within " + TIMEOUT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new CheckResult(check.name(), false, 0, "interrupted");
        }
    }

    private static String describe(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = root.getCause()) {
            root = cause;
        }
        String message = root.getMessage();
        return message == null
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }

    private static long millisSince(long startNanos) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
}
