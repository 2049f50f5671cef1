package io.candlegrid.db.clickhouse;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Reads rows in ClickHouse's {@code RowBinary} form from a stream. Not thread-safe. */
public final class RowBinaryReader {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private final InputStream in;
    private final byte[] buffer = new byte[1 << 17];
    private int position;
    private int limit;

    RowBinaryReader(InputStream in) {
        this.in = in;
    }

    /** Whether another row follows. */
    public boolean hasNext() throws IOException {
        return position < limit || fill();
    }

    public int uint8() throws IOException {
        need(1);
        return buffer[position++] & 0xFF;
    }

    public int int32() throws IOException {
        need(Integer.BYTES);
        int value = (int) INT.get(buffer, position);
        position += Integer.BYTES;
        return value;
    }

    /** Also for DateTime64(3), as epoch milliseconds, and UInt64 below 2^63. */
    public long int64() throws IOException {
        need(Long.BYTES);
        long value = (long) LONG.get(buffer, position);
        position += Long.BYTES;
        return value;
    }

    public double float64() throws IOException {
        return Double.longBitsToDouble(int64());
    }

    /** A String of up to 127 bytes. */
    public String string() throws IOException {
        int length = uint8();
        if (length > 127) {
            throw new IOException("a string longer than 127 bytes");
        }
        need(length);
        String value = new String(buffer, position, length, StandardCharsets.UTF_8);
        position += length;
        return value;
    }

    private void need(int bytes) throws IOException {
        while (limit - position < bytes) {
            if (!fill()) {
                throw new EOFException("the answer ends in the middle of a row");
            }
        }
    }

    private boolean fill() throws IOException {
        int kept = limit - position;
        System.arraycopy(buffer, position, buffer, 0, kept);
        position = 0;
        limit = kept;
        int read = in.read(buffer, kept, buffer.length - kept);
        if (read <= 0) {
            return false;
        }
        limit += read;
        return true;
    }
}
