package io.candlegrid.db.server.clickhouse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The bytes a client sends on one connection, buffered; read by one thread at a time. */
final class ConnectionInput extends InputStream {
    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER_BYTES];
    private int position;
    private int limit;

    ConnectionInput(InputStream in) {
        this.in = in;
    }

    /** Waits for the next byte without taking it; false when the client has gone. */
    boolean awaitMore() throws IOException {
        if (position < limit) {
            return true;
        }
        position = 0;
        limit = Math.max(0, in.read(buffer, 0, BUFFER_BYTES));
        return limit > 0;
    }

    @Override
    public int read() throws IOException {
        return awaitMore() ? buffer[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == limit && length >= BUFFER_BYTES) {
            return in.read(target, offset, length);
        }
        if (!awaitMore()) {
            return -1;
        }
        int piece = Math.min(length, limit - position);
        System.arraycopy(buffer, position, target, offset, piece);
        position += piece;
        return piece;
    }

    /** A line without its end of line, as HTTP heads and chunk sizes have them. */
    String line(int maxLength) throws IOException {
        StringBuilder line = new StringBuilder();
        while (true) {
            int b = read();
            if (b < 0) {
                throw new EOFException("the client closed the connection in the middle of a line");
            }
            if (b == '\n') {
                int last = line.length() - 1;
                return last >= 0 && line.charAt(last) == '\r'
                        ? line.substring(0, last)
                        : line.toString();
            }
            if (line.length() >= maxLength) {
                throw new BadRequestException("a line of the request is longer than " + maxLength);
            }
            line.append((char) b);
        }
    }

    /** Re-reads header text, which arrives as ISO 8859-1, as the UTF-8 that clients mean. */
    static String utf8(String latin) {
        return new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
}
