package io.candlegrid.db.server.clickhouse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The text of a request, read only as far as is needed to know what it is: URL part, newline, body,
 * as a ClickHouse server puts them together.
 *
 * @param bytes what was read
 * @param length how many of them count
 * @param rest what was not read yet; empty unless the statement is an INSERT with data
 */
record StatementText(Statement statement, byte[] bytes, int length, InputStream rest) {
    private static final int FIRST_READ = 64 << 10;

    /** Statements are long only when they list values, and the engine takes 256 KiB by default. */
    private static final int MAX_BYTES = 64 << 20;

    static StatementText read(String urlPart, InputStream body)
            throws IOException, EngineException {
        InputStream text =
                urlPart.isEmpty()
                        ? body
                        : new SequenceInputStream(
                                new ByteArrayInputStream(
                                        (urlPart + "\n").getBytes(StandardCharsets.UTF_8)),
                                body);
        byte[] bytes = new byte[FIRST_READ];
        int length = 0;
        while (true) {
            int got = text.read(bytes, length, bytes.length - length);
            length += Math.max(0, got);
            boolean complete = got < 0;
            if (complete || length == bytes.length || insertHead(bytes, length)) {
                Optional<Statement> statement = StatementParser.parse(bytes, length, complete);
                if (statement.isPresent()) {
                    return new StatementText(statement.get(), bytes, length, text);
                }
            }
            if (length == MAX_BYTES) {
                throw EngineException.of(
                        307,
                        "TOO_MANY_BYTES",
                        "The statement is longer than " + (MAX_BYTES >> 20) + " MiB.");
            }
            if (length == bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.min(MAX_BYTES, 2 * length));
            }
        }
    }

    /**
     * Only an INSERT can be told before its end; for all others parsing early is work for nothing.
     */
    private static boolean insertHead(byte[] bytes, int length) {
        SqlScanner scanner = new SqlScanner(bytes, length, false);
        scanner.next();
        return scanner.keyword().equals("INSERT");
    }

    /** The first {@code end} bytes, behind the comment that carries the query id. */
    byte[] marked(String queryId, int end) {
        return marked(queryId, Arrays.copyOf(bytes, end));
    }

    static byte[] marked(String queryId, byte[] sql) {
        byte[] marker = KillRewriter.marker(queryId).getBytes(StandardCharsets.UTF_8);
        byte[] all = Arrays.copyOf(marker, marker.length + sql.length);
        System.arraycopy(sql, 0, all, marker.length, sql.length);
        return all;
    }
}
