package io.candlegrid.platform.backtest;

import io.candlegrid.platform.web.ApiProblem;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpStatus;

/**
 * Runs what a request waits for, a few at a time and each for a limited time. One that takes too
 * long is answered but keeps its place until it has ended, so that the load stays bounded too.
 */
public final class BoundedComputation implements AutoCloseable {

    private static final int AT_A_TIME = Math.max(2, Runtime.getRuntime().availableProcessors());
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Semaphore places = new Semaphore(AT_A_TIME, true);
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    Thread.ofPlatform().daemon().name("computation-", 0).factory());

    /**
     * The computation's value.
     *
     * @throws ApiProblem 429 when too many run, 422 when it takes too long
     */
    public <T> T run(Callable<T> computation) {
        try {
            if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw ApiProblem.busy(
                        AT_A_TIME + " backtests are being computed already; try again in a moment");
            }
            return await(start(computation));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiProblem.busy("the platform is stopping");
        }
    }

    private <T> Future<T> start(Callable<T> computation) {
        try {
            return threads.submit(() -> {
                try {
                    return computation.call();
                } finally {
                    places.release();
                }
            });
        } catch (RuntimeException e) {
            places.release();
            throw e;
        }
    }

    private static <T> T await(Future<T> running) throws InterruptedException {
        try {
            return running.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw ApiProblem.one(
                    HttpStatus.UNPROCESSABLE_CONTENT,
                    "validation",
                    "range",
                    null,
                    "too_long",
                    "the backtest takes longer than "
                            + LIMIT.toSeconds()
                            + " s; choose a shorter range or a longer timeframe");
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException cause -> throw cause;
                case Error cause -> throw cause;
                case null, default -> throw new IllegalStateException(e);
            }
        }
    }

    @Override
    public void close() {
        threads.shutdown();
    }
}
