package io.candlegrid.db.server.clickhouse;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Puts results and errors into the HTTP answer, packed as the request asked for. Used by one
 * thread.
 */
final class Answer {
    private static final int PIECE_BYTES = 64 << 10;

    private final HttpExchange http;
    private final ContentCoding coding;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final byte[] piece = new byte[PIECE_BYTES];

    Answer(HttpExchange http, ContentCoding coding) {
        this.http = http;
        this.coding = coding;
        headers.put("X-ClickHouse-Server-Display-Name", "candlegrid");
        headers.put("X-ClickHouse-Timezone", "UTC");
    }

    void header(String name, String value) {
        headers.put(name, value);
    }

    void format(AnswerFormat format) {
        header("X-ClickHouse-Format", format.name());
        header("Content-Type", format.contentType());
    }

    void summary(Chdb.Totals totals, long elapsedNanos) {
        header(
                "X-ClickHouse-Summary",
                "{\"read_rows\":\"%d\",\"read_bytes\":\"%d\",\"written_rows\":\"%d\",\"written_bytes\":\"%d\",\"total_rows_to_read\":\"0\",\"result_rows\":\"%d\",\"result_bytes\":\"0\",\"elapsed_ns\":\"%d\"}"
                        .formatted(
                                totals.readRows(),
                                totals.readBytes(),
                                totals.writtenRows(),
                                totals.writtenBytes(),
                                totals.resultRows(),
                                elapsedNanos));
    }

    /** Begins an answer of 200; its head goes out with the first bytes or at the close. */
    OutputStream begin() throws IOException {
        coding.contentEncoding().ifPresent(name -> header("Content-Encoding", name));
        return coding.encode(new BufferedOutputStream(http.answer(200, headers), PIECE_BYTES));
    }

    void write(OutputStream out, MemorySegment data) throws IOException {
        long size = data.byteSize();
        for (long at = 0; at < size; at += PIECE_BYTES) {
            int length = (int) Math.min(PIECE_BYTES, size - at);
            MemorySegment.copy(data, at, MemorySegment.ofArray(piece), 0, length);
            out.write(piece, 0, length);
        }
    }

    /** Answers 200 without a body. */
    void empty() throws IOException {
        http.answer(200, headers, new byte[0]);
    }

    /** Answers with an error; once part of a result went out, the connection is cut instead. */
    void error(EngineException error) {
        if (http.isAnswered()) {
            System.err.println("cut an answer in the middle: " + error.text());
            http.abort();
            return;
        }
        header("X-ClickHouse-Exception-Code", Integer.toString(error.code()));
        header("Content-Type", "text/plain; charset=UTF-8");
        if (error.httpStatus() == 403 && http.request().header("authorization").isEmpty()) {
            header("WWW-Authenticate", "Basic realm=\"ClickHouse server HTTP API\"");
        }
        try {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            coding.contentEncoding().ifPresent(name -> header("Content-Encoding", name));
            try (OutputStream out = coding.encode(body)) {
                out.write((error.text() + "\n").getBytes(StandardCharsets.UTF_8));
            }
            http.answer(error.httpStatus(), headers, body.toByteArray());
        } catch (IOException gone) {
            http.abort();
        }
    }
}
