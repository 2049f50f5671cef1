package io.candlegrid.db.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Rows in ClickHouse's {@code RowBinary} form, little-endian, in memory. Not thread-safe. */
public final class RowBinaryWriter {

    private static final VarHandle LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private byte[] bytes;
    private int size;

    /** An empty writer with room for so many bytes; it grows beyond that. */
    public RowBinaryWriter(int capacity) {
        bytes = new byte[Math.max(64, capacity)];
    }

    public void int8(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    public void int32(int value) {
        room(Integer.BYTES);
        INT.set(bytes, size, value);
        size += Integer.BYTES;
    }

    /** Also for DateTime64(3), as epoch milliseconds. */
    public void int64(long value) {
        room(Long.BYTES);
        LONG.set(bytes, size, value);
        size += Long.BYTES;
    }

    public void float64(double value) {
        int64(Double.doubleToLongBits(value));
    }

    public void uuid(UUID value) {
        int64(value.getMostSignificantBits());
        int64(value.getLeastSignificantBits());
    }

    /** A FixedString, or anything that was encoded before. */
    public void raw(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
    }

    /** A String or LowCardinality(String). */
    public void string(String value) {
        raw(encodeString(value));
    }

    /** A String as {@link #raw} takes it, for values that repeat. */
    public static byte[] encodeString(String value) {
        byte[] text = value.getBytes(StandardCharsets.UTF_8);
        if (text.length > 127) {
            throw new IllegalArgumentException("length=" + text.length + " exceeds 127 bytes");
        }
        byte[] encoded = new byte[text.length + 1];
        encoded[0] = (byte) text.length;
        System.arraycopy(text, 0, encoded, 1, text.length);
        return encoded;
    }

    /** Bytes so far. */
    public int size() {
        return size;
    }

    void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
