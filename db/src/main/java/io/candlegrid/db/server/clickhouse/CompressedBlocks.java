package io.candlegrid.db.server.clickhouse;

/**
 * ClickHouse's own compressed framing, used with {@code compress=1} and {@code decompress=1}.
 *
 * <pre>
 *   0        8        16     17               21                 25
 *  +--------+--------+------+----------------+------------------+-----------
 *  | CityHash128 of the rest| packed size + 9| unpacked size    | packed data
 *  |   low     high  |method|  little endian | little endian    |
 *  +--------+--------+------+----------------+------------------+-----------
 * </pre>
 */
final class CompressedBlocks {
    static final int CHECKSUM_BYTES = 16;
    static final int HEADER_BYTES = 9;
    static final byte NONE = 0x02;
    static final byte LZ4 = (byte) 0x82;
    static final byte ZSTD = (byte) 0x90;

    /** Larger sizes come from broken input, and would only end in an OutOfMemoryError. */
    static final int MAX_BLOCK_BYTES = 64 << 20;

    private CompressedBlocks() {}

    /**
     * The two halves of the checksum over {@code size} bytes behind the checksum's own.
     *
     * <p>ClickHouse froze CityHash at version 1.0.2; the driver's copy is that one. It is marked as
     * deprecated only because the driver means to keep it to itself.
     */
    @SuppressWarnings("deprecation")
    static long[] checksum(byte[] frame, int size) {
        return com.clickhouse.data.ClickHouseCityHash.cityHash128(frame, CHECKSUM_BYTES, size);
    }
}
