package io.candlegrid.db.server.clickhouse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;

/**
 * The body of a request, of known length or in chunks. A body that ends too early throws: half an
 * insert is never taken for a whole one. Read by one thread.
 */
final class RequestBody extends InputStream {
    private static final int MAX_LINE = 8 << 10;

    private final ConnectionInput in;
    private final boolean chunked;
    private final CountDownLatch consumed = new CountDownLatch(1);
    private final IoAction beforeFirstRead;
    private boolean started;
    private long left;

    /**
     * @param length bytes, or -1 for chunks
     * @param beforeFirstRead runs once before the first byte is asked for
     */
    RequestBody(ConnectionInput in, long length, IoAction beforeFirstRead) {
        this.in = in;
        this.chunked = length < 0;
        this.left = chunked ? 0 : length;
        this.beforeFirstRead = beforeFirstRead;
        if (length == 0) {
            consumed.countDown();
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (isConsumed()) {
            return -1;
        }
        if (!started) {
            beforeFirstRead.run();
            if (chunked) {
                left = chunkSize();
            }
            started = true;
        }
        if (left == 0) {
            end();
            return -1;
        }
        int got = in.read(target, offset, (int) Math.min(length, left));
        if (got < 0) {
            throw new EOFException("the client closed the connection in the middle of the body");
        }
        left -= got;
        if (left == 0) {
            if (chunked) {
                in.line(MAX_LINE);
                left = chunkSize();
            }
            if (left == 0) {
                end();
            }
        }
        return got;
    }

    private long chunkSize() throws IOException {
        String line = in.line(MAX_LINE);
        int semicolon = line.indexOf(';');
        String size = (semicolon < 0 ? line : line.substring(0, semicolon)).strip();
        try {
            return Long.parseUnsignedLong(size, 16);
        } catch (NumberFormatException e) {
            throw new BadRequestException("'" + size + "' is not the size of a chunk");
        }
    }

    private void end() throws IOException {
        if (chunked) {
            String trailer = in.line(MAX_LINE);
            while (!trailer.isEmpty()) {
                trailer = in.line(MAX_LINE);
            }
        }
        consumed.countDown();
    }

    /** Whether the whole body was read. */
    boolean isConsumed() {
        return consumed.getCount() == 0;
    }

    /** Waits until the body was read, or given up. */
    void awaitConsumed() throws InterruptedException {
        consumed.await();
    }

    /** Lets {@link #awaitConsumed} go on although bytes are left. */
    void giveUp() {
        consumed.countDown();
    }

    /** A step that may fail on the connection. */
    interface IoAction {
        void run() throws IOException;
    }
}
