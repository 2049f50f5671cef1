package io.candlegrid.db.server.clickhouse;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Makes a client's {@code KILL QUERY} mean the right query and come back.
 *
 * <p>The engine gives queries ids of its own, and the client's id travels in a comment before the
 * statement. {@code SYNC} would hang its caller for ever; {@code ASYNC} does the same work.
 */
final class KillRewriter {
    private static final String CLIENT_ID = "extract(query, '^/[*] query_id: ([^ ]+) [*]/')";

    private KillRewriter() {}

    /** The comment that carries a query id in front of a statement. */
    static String marker(String queryId) {
        return "/* query_id: " + queryId + " */ ";
    }

    static byte[] rewrite(byte[] sql) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(sql.length + CLIENT_ID.length());
        SqlScanner scanner = new SqlScanner(sql, sql.length, true);
        int copied = 0;
        while (scanner.next() != SqlScanner.Kind.END) {
            String replacement =
                    switch (scanner.keyword()) {
                        case "QUERY_ID" -> CLIENT_ID;
                        case "SYNC" -> "ASYNC";
                        default -> "";
                    };
            if (!replacement.isEmpty()) {
                out.write(sql, copied, scanner.start() - copied);
                out.writeBytes(replacement.getBytes(StandardCharsets.UTF_8));
                copied = scanner.end();
            }
        }
        out.write(sql, copied, sql.length - copied);
        return out.toByteArray();
    }
}
