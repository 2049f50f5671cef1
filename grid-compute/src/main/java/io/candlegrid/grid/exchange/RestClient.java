package io.candlegrid.grid.exchange;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks one market's REST interface: within its limits, with time-outs, and again where that may
 * help, a bounded number of times. Thread-safe.
 */
final class RestClient {

    /** The longest list of instruments is about 20 MB. */
    private static final long MAX_BODY = 64L << 20;

    private final RestDialect dialect;
    private final ExchangeEndpoints endpoints;
    private final RestTimings timings;
    private final HttpClient http;
    private final WallTime time;
    private final RequestBudget budget;

    RestClient(
            RestDialect dialect,
            ExchangeEndpoints endpoints,
            RestTimings timings,
            HttpClient http,
            WallTime time) {
        this.dialect = dialect;
        this.endpoints = endpoints;
        this.timings = timings;
        this.http = http;
        this.time = time;
        this.budget = dialect.newBudget(time);
    }

    /** The answer's body, or an ExchangeException of the kind that fits. */
    JsonNode get(RestCall call) {
        try {
            return tries(call);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ExchangeException(
                    ExchangeException.Kind.INTERRUPTED, "interrupted while asking " + call, e);
        }
    }

    private JsonNode tries(RestCall call) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            budget.acquire(call.weight(), timings.maxWait());
            String reason;
            ExchangeException.Kind kind;
            Instant retryAt = null;
            Throwable cause = null;
            try {
                switch (dialect.judge(send(call), budget)) {
                    case RestVerdict.Good good -> {
                        return good.body();
                    }
                    case RestVerdict.Refused refused -> {
                        throw failure(ExchangeException.Kind.REFUSED, call, refused.reason(), null);
                    }
                    case RestVerdict.TooMany many -> {
                        kind = ExchangeException.Kind.RATE_LIMITED;
                        reason = many.reason();
                        retryAt = many.until();
                    }
                    case RestVerdict.Again again -> {
                        kind = ExchangeException.Kind.UNREACHABLE;
                        reason = again.reason();
                    }
                    case RestVerdict.Unreadable unreadable -> {
                        kind = ExchangeException.Kind.UNREADABLE;
                        reason = unreadable.reason();
                    }
                }
            } catch (IOException e) {
                if (http.isTerminated()) {
                    throw failure(ExchangeException.Kind.CLOSED, call, "adapter closed", e);
                }
                kind = ExchangeException.Kind.UNREACHABLE;
                reason = e.toString();
                cause = e;
            }
            if (retryAt != null) {
                budget.pauseUntil(retryAt);
            }
            if (attempt >= timings.attempts()) {
                throw new ExchangeException(
                        kind, message(call, reason) + " (" + attempt + " tries)", retryAt, cause);
            }
            if (retryAt == null || !retryAt.isAfter(time.now())) {
                time.sleep(Backoff.after(attempt, timings.backoffMin(), timings.backoffMax()));
            }
        }
    }

    private RestAnswer send(RestCall call) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(endpoints.rest(call.pathAndQuery()))
                        .timeout(timings.requestTimeout())
                        .header("Accept", "application/json")
                        .GET()
                        .build();
        HttpResponse<byte[]> response = whole(request);
        return new RestAnswer(
                response.statusCode(), response.headers(), response.body(), time.now());
    }

    /** The request's own time-out ends with the headers; a body may hang too. */
    private HttpResponse<byte[]> whole(HttpRequest request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                http.sendAsync(
                        request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY));
        try {
            return answer.get(timings.requestTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new HttpTimeoutException("no whole answer in " + timings.requestTimeout());
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } finally {
            answer.cancel(true);
        }
    }

    private ExchangeException failure(
            ExchangeException.Kind kind, RestCall call, String reason, @Nullable Throwable cause) {
        return new ExchangeException(kind, message(call, reason), cause);
    }

    private String message(RestCall call, String reason) {
        return endpoints.rest(call.pathAndQuery()) + ": " + reason;
    }
}
