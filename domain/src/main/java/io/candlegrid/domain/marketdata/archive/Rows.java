package io.candlegrid.domain.marketdata.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The rows of a file as byte ranges of one reused buffer: the lines of a csv, or the innermost
 * arrays of a JSON array of arrays, whose inside reads like a csv line. A row longer than {@link
 * #MAX_LENGTH} bytes is cut there.
 */
final class Rows {

    /** Longest row that is read; a Binance row has about 170 bytes. */
    static final int MAX_LENGTH = 4_096;

    private final InputStream in;
    private final boolean json;
    private final byte[] buffer = new byte[1 << 17];
    private int position;
    private int limit;
    private int start;
    private int end;
    private long number;
    private boolean tooLong;

    Rows(InputStream in, boolean json) throws IOException {
        this.in = in;
        this.json = json;
        fill();
        if (limit >= 3 && (buffer[0] & 0xFF) == 0xEF && (buffer[1] & 0xFF) == 0xBB) {
            position = 3;
        }
    }

    /** Moves to the next row; false at the end. */
    boolean next() throws IOException {
        return json ? nextArray() : nextLine();
    }

    byte[] buffer() {
        return buffer;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    /** Number of the row, the first is 1. */
    long number() {
        return number;
    }

    /** Whether the row was cut. */
    boolean tooLong() {
        return tooLong;
    }

    boolean isBlank() {
        for (int i = start; i < end; i++) {
            if (buffer[i] != ' ' && buffer[i] != '\t') {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return new String(buffer, start, end - start, StandardCharsets.UTF_8);
    }

    private boolean nextLine() throws IOException {
        if (position == limit && !fill()) {
            return false;
        }
        number++;
        find((byte) '\n');
        if (end > start && buffer[end - 1] == '\r') {
            end--;
        }
        return true;
    }

    private boolean nextArray() throws IOException {
        byte last = 0;
        while (position < limit || fill()) {
            byte b = buffer[position++];
            if (b == '[') {
                last = b;
            } else if (last == '[' && b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                if (b == ']') {
                    return false;
                }
                position--;
                number++;
                find((byte) ']');
                return true;
            }
        }
        return false;
    }

    /** Sets start and end to the bytes up to a delimiter or the end, and moves behind it. */
    private void find(byte delimiter) throws IOException {
        tooLong = false;
        start = position;
        int at = start;
        while (true) {
            while (at < limit && buffer[at] != delimiter) {
                at++;
            }
            if (at < limit) {
                break;
            }
            if (at - start > MAX_LENGTH) {
                tooLong = true;
                at = start + MAX_LENGTH;
                limit = at;
                position = at;
            }
            int kept = at - start;
            position = start;
            if (!fill()) {
                start = 0;
                end = kept;
                position = limit;
                return;
            }
            start = 0;
            at = kept;
        }
        end = at;
        position = at + 1;
        if (end - start > MAX_LENGTH) {
            tooLong = true;
            end = start + MAX_LENGTH;
        }
    }

    /** Moves what is unread to the front and reads on; false at the end of the stream. */
    private boolean fill() throws IOException {
        int kept = limit - position;
        System.arraycopy(buffer, position, buffer, 0, kept);
        position = 0;
        limit = kept;
        int read = in.read(buffer, kept, buffer.length - kept);
        if (read <= 0) {
            return false;
        }
        limit = kept + read;
        return true;
    }
}
