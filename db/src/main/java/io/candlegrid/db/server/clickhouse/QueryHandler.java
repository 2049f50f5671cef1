package io.candlegrid.db.server.clickhouse;

import io.candlegrid.db.server.clickhouse.RunningQueries.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Answers ClickHouse's HTTP interface from the engine. Thread-safe. */
final class QueryHandler {
    private static final Pattern POSITION = Pattern.compile("failed at position (\\d+)");

    private static final int PIECE_BYTES = 1 << 20;

    private final Engine engine;
    private final Credentials credentials;
    private final RunningQueries queries;

    QueryHandler(Engine engine, Credentials credentials, RunningQueries queries) {
        this.engine = engine;
        this.credentials = credentials;
        this.queries = queries;
    }

    /** Answers one request, errors included. */
    void handle(HttpExchange http) {
        Answer answer = new Answer(http, ContentCoding.of(http.request()));
        try {
            switch (http.request().path()) {
                case "/" -> query(http, answer);
                case "/ping" ->
                        http.answer(
                                200,
                                Map.of("Content-Type", "text/html; charset=UTF-8"),
                                "Ok.\n".getBytes(StandardCharsets.UTF_8));
                default ->
                        http.answer(
                                404,
                                Map.of("Content-Type", "text/plain; charset=UTF-8"),
                                "There is nothing here; queries go to / and liveness is at /ping.\n"
                                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (EngineException e) {
            answer.error(e);
        } catch (IOException e) {
            // The client went away, or sent a body that is no body; nothing was acknowledged.
            answer.error(
                    EngineException.of(
                            EngineException.BAD_ARGUMENTS, "BAD_ARGUMENTS", String.valueOf(e)));
        } catch (RuntimeException e) {
            answer.error(EngineException.of(49, "LOGICAL_ERROR", String.valueOf(e)));
        }
    }

    private void query(HttpExchange http, Answer answer) throws EngineException, IOException {
        credentials.check(http.request());
        QueryRequest request = QueryRequest.of(http.request());
        answer.header("X-ClickHouse-Query-Id", request.queryId());
        try (Running running = queries.begin(request.queryId());
                EngineConnection connection = engine.connect()) {
            http.onClientGone(running::cancel);
            prepare(connection, request);
            InputStream body =
                    ContentCoding.decode(http.request(), request.decompress(), http.body());
            StatementText text = StatementText.read(request.sql(), body);
            running.throwIfCancelled();
            run(new Work(connection, request, answer, System.nanoTime()), text);
        } catch (EngineException e) {
            throw positioned(e, request);
        }
    }

    private static void prepare(EngineConnection connection, QueryRequest request)
            throws EngineException {
        for (String statement :
                new String[] {
                    request.useStatement(),
                    request.setStatement(),
                    request.readOnly() ? "SET readonly = 2" : ""
                }) {
            if (!statement.isEmpty()) {
                connection.execute(statement);
            }
        }
    }

    private void run(Work work, StatementText text) throws EngineException, IOException {
        String id = work.request.queryId();
        switch (text.statement()) {
            case Statement.InsertData insert -> work.insert(insert, text);
            case Statement.Select select -> {
                AnswerFormat format = work.format(select.format());
                byte[] sql = text.marked(id, text.length());
                if (format.isStreamable() && !work.request.waitEndOfQuery()) {
                    work.stream(sql, format);
                } else {
                    work.whole(sql, format);
                }
            }
            case Statement.Kill() -> {
                byte[] plain = Arrays.copyOf(text.bytes(), text.length());
                byte[] sql = StatementText.marked(id, KillRewriter.rewrite(plain));
                work.whole(sql, work.format(Optional.empty()));
            }
            case Statement.Other other ->
                    work.whole(text.marked(id, text.length()), work.format(other.format()));
        }
    }

    /** Takes the comment with the query id out of the position in a syntax error. */
    private static EngineException positioned(EngineException error, QueryRequest request) {
        int shift = KillRewriter.marker(request.queryId()).length();
        Matcher matcher = POSITION.matcher(error.text());
        if (!matcher.find()) {
            return error;
        }
        int position = Integer.parseInt(matcher.group(1));
        return position <= shift
                ? error
                : error.withMessage(
                        matcher.replaceFirst("failed at position " + (position - shift)));
    }

    /** One statement on one connection. */
    private record Work(
            EngineConnection connection, QueryRequest request, Answer answer, long startNanos) {

        AnswerFormat format(Optional<String> named) {
            return named.or(request::format).map(AnswerFormat::new).orElse(AnswerFormat.DEFAULT);
        }

        void insert(Statement.InsertData insert, StatementText text)
                throws EngineException, IOException {
            byte[] head = text.marked(request.queryId(), insert.head());
            try (EngineInsert rows = connection.insert(head, insert.format(), request.params())) {
                rows.append(text.bytes(), insert.dataStart(), text.length() - insert.dataStart());
                // Full buffers: the engine makes a block of its own of every piece it is given.
                byte[] buffer = new byte[PIECE_BYTES];
                int got = PIECE_BYTES;
                while (got == PIECE_BYTES) {
                    got = text.rest().readNBytes(buffer, 0, PIECE_BYTES);
                    rows.append(buffer, 0, got);
                }
                answer.summary(rows.done(), elapsed());
            }
            answer.empty();
        }

        void stream(byte[] sql, AnswerFormat format) throws EngineException, IOException {
            RepeatedHeader header = new RepeatedHeader(format);
            try (EngineStream stream = connection.stream(sql, format.name(), request.params())) {
                // An error before the first chunk still gets an answer of its own.
                EngineResult chunk = stream.next();
                answer.format(format);
                answer.summary(Chdb.Totals.NONE, elapsed());
                OutputStream out = answer.begin();
                while (!chunk.isEnd()) {
                    try (EngineResult current = chunk) {
                        answer.write(out, header.strip(current.data()));
                    }
                    chunk = stream.next();
                }
                chunk.close();
                // Only a complete answer is closed, and only then its last chunk goes out.
                out.close();
            }
        }

        void whole(byte[] sql, AnswerFormat format) throws EngineException, IOException {
            try (EngineResult result = connection.query(sql, format.name(), request.params())) {
                answer.format(format);
                answer.summary(result.totals(), elapsed());
                OutputStream out = answer.begin();
                answer.write(out, result.data());
                out.close();
            }
        }

        private long elapsed() {
            return System.nanoTime() - startNanos;
        }
    }
}
