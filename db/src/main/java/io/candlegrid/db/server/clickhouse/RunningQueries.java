package io.candlegrid.db.server.clickhouse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The queries at work, by the client's query id; stops those whose client has gone. Thread-safe.
 */
final class RunningQueries {
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MAX_TRIES = 150;

    private final Engine engine;
    private final Map<String, Running> byId = new ConcurrentHashMap<>();

    RunningQueries(Engine engine) {
        this.engine = engine;
    }

    /** Notes a query; closing the result takes it off again. */
    Running begin(String queryId) throws EngineException {
        Running running = new Running(queryId);
        if (byId.putIfAbsent(queryId, running) != null) {
            throw EngineException.of(
                    EngineException.QUERY_ID_IN_USE,
                    "QUERY_WITH_SAME_ID_IS_ALREADY_RUNNING",
                    "Query with id = " + queryId + " is already running.");
        }
        return running;
    }

    /** Cancels all of them, as when the process stops. */
    void cancelAll() {
        byId.values().forEach(Running::cancel);
    }

    /** One query at work. */
    final class Running implements AutoCloseable {
        private final String queryId;
        private volatile boolean cancelled;
        private volatile boolean ended;

        private Running(String queryId) {
            this.queryId = queryId;
        }

        /** Asks the engine to stop it; again and again, as it may not have begun there yet. */
        void cancel() {
            if (ended) {
                return;
            }
            cancelled = true;
            Thread.ofPlatform().name("cancel").daemon(true).start(this::kill);
        }

        void throwIfCancelled() throws EngineException {
            if (cancelled) {
                throw EngineException.of(
                        EngineException.QUERY_CANCELLED,
                        "QUERY_WAS_CANCELLED",
                        "The client closed the connection.");
            }
        }

        private void kill() {
            String sql =
                    "KILL QUERY WHERE startsWith(query, '"
                            + KillRewriter.marker(queryId)
                            + "') ASYNC";
            try {
                for (int i = 0; i < MAX_TRIES && !ended; i++) {
                    try (EngineConnection connection = engine.connect()) {
                        connection.execute(sql);
                    }
                    Thread.sleep(PAUSE);
                }
            } catch (EngineException e) {
                System.err.println("cancelling " + queryId + " failed: " + e.getMessage());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() {
            ended = true;
            byId.remove(queryId, this);
        }
    }
}
