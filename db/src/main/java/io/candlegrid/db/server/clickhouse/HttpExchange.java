package io.candlegrid.db.server.clickhouse;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One request and its answer. The handler's thread reads and answers; the connection's thread only
 * calls {@link #clientGone}.
 */
final class HttpExchange {
    private static final Map<Integer, String> REASONS =
            Map.of(
                    200,
                    "OK",
                    400,
                    "Bad Request",
                    401,
                    "Unauthorized",
                    403,
                    "Forbidden",
                    404,
                    "Not Found",
                    408,
                    "Request Timeout",
                    413,
                    "Content Too Large",
                    500,
                    "Internal Server Error",
                    501,
                    "Not Implemented",
                    503,
                    "Service Unavailable");
    private static final int BUFFER_BYTES = 64 << 10;

    private final HttpRequest request;
    private final RequestBody body;
    private final Socket socket;
    private final OutputStream out;
    private final AtomicReference<Runnable> onGone = new AtomicReference<>(() -> {});
    private volatile boolean gone;
    private boolean answered;
    private boolean aborted;

    HttpExchange(HttpRequest request, ConnectionInput in, Socket socket) throws IOException {
        this.request = request;
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES);
        this.body =
                new RequestBody(
                        in,
                        request.bodyLength(),
                        () -> {
                            if (request.expectsContinue()) {
                                writeText("HTTP/1.1 100 Continue\r\n\r\n");
                                out.flush();
                            }
                        });
    }

    HttpRequest request() {
        return request;
    }

    RequestBody body() {
        return body;
    }

    /** Whether a head went out, so that the answer can't change any more. */
    boolean isAnswered() {
        return answered;
    }

    boolean isAborted() {
        return aborted;
    }

    /** Runs an action, once, when the client disconnects before the answer is complete. */
    void onClientGone(Runnable action) {
        onGone.set(action);
        if (gone) {
            onGone.getAndSet(() -> {}).run();
        }
    }

    /** Called by the connection's thread when it sees the client's end. */
    void clientGone() {
        gone = true;
        onGone.getAndSet(() -> {}).run();
    }

    /** Answers with a body that is complete. */
    void answer(int status, Map<String, String> headers, byte[] content) throws IOException {
        head(status, headers, "Content-Length: " + content.length + "\r\n");
        out.write(content);
        out.flush();
    }

    /** Answers with a body of unknown length; closing the stream completes it. */
    OutputStream answer(int status, Map<String, String> headers) throws IOException {
        head(status, headers, "Transfer-Encoding: chunked\r\n");
        return new Chunks();
    }

    private void head(int status, Map<String, String> headers, String framing) throws IOException {
        answered = true;
        StringBuilder head = new StringBuilder(256);
        head.append("HTTP/1.1 ").append(status).append(' ');
        head.append(REASONS.getOrDefault(status, "Status")).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append(framing);
        head.append("Connection: ").append(request.keepAlive() ? "Keep-Alive" : "close");
        head.append("\r\n\r\n");
        writeText(head.toString());
    }

    private void writeText(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Resets the connection, so that a truncated answer can't look whole. */
    void abort() {
        aborted = true;
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // It is closed, then; nothing more was wanted.
        }
    }

    /** The body in chunks; the last, empty one only goes out at the close. */
    private final class Chunks extends OutputStream {
        private boolean closed;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] data, int offset, int length) throws IOException {
            if (length > 0) {
                writeText(Integer.toHexString(length) + "\r\n");
                out.write(data, offset, length);
                writeText("\r\n");
            }
        }

        @Override
        public void flush() throws IOException {
            out.flush();
        }

        @Override
        public void close() throws IOException {
            if (!closed && !aborted) {
                closed = true;
                writeText("0\r\n\r\n");
                out.flush();
            }
        }
    }
}
