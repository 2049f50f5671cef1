package io.candlegrid.db.server.clickhouse;

import com.github.luben.zstd.Zstd;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;

/** Reads {@link CompressedBlocks} (LZ4, ZSTD or unpacked), checking every checksum. */
final class CompressedBlockInput extends InputStream {
    private static final int HEAD = CompressedBlocks.CHECKSUM_BYTES + CompressedBlocks.HEADER_BYTES;

    private final InputStream in;
    private final LZ4SafeDecompressor lz4 = LZ4Factory.safeInstance().safeDecompressor();
    private byte[] frame = new byte[HEAD];
    private byte[] block = new byte[0];
    private int position;
    private int limit;

    CompressedBlockInput(InputStream in) {
        this.in = in;
    }

    @Override
    public int read() throws IOException {
        return position < limit || nextBlock() ? block[position++] & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position >= limit && !nextBlock()) {
            return -1;
        }
        int piece = Math.min(length, limit - position);
        System.arraycopy(block, position, target, offset, piece);
        position += piece;
        return piece;
    }

    private boolean nextBlock() throws IOException {
        int head = in.readNBytes(frame, 0, HEAD);
        if (head == 0) {
            return false;
        }
        ByteBuffer view = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        int size = head < HEAD ? -1 : view.getInt(CompressedBlocks.CHECKSUM_BYTES + 1);
        int unpacked = head < HEAD ? -1 : view.getInt(CompressedBlocks.CHECKSUM_BYTES + 5);
        int packed = size - CompressedBlocks.HEADER_BYTES;
        if (packed < 0
                || packed > CompressedBlocks.MAX_BLOCK_BYTES
                || unpacked < 0
                || unpacked > CompressedBlocks.MAX_BLOCK_BYTES) {
            throw new IOException("the compressed request body has a broken block header");
        }
        if (frame.length < HEAD + packed) {
            byte[] larger = new byte[HEAD + packed];
            System.arraycopy(frame, 0, larger, 0, HEAD);
            frame = larger;
        }
        if (in.readNBytes(frame, HEAD, packed) < packed) {
            throw new IOException("the compressed request body ends inside a block");
        }
        verify(size);
        unpack(frame[CompressedBlocks.CHECKSUM_BYTES], packed, unpacked);
        return limit > 0 || nextBlock();
    }

    private void verify(int size) throws IOException {
        ByteBuffer view = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        long[] hash = CompressedBlocks.checksum(frame, size);
        if (view.getLong(0) != hash[0] || view.getLong(8) != hash[1]) {
            throw new IOException("the compressed request body has a block with a wrong checksum");
        }
    }

    private void unpack(byte method, int packed, int unpacked) throws IOException {
        if (block.length < unpacked) {
            block = new byte[unpacked];
        }
        position = 0;
        limit = unpacked;
        long got =
                switch (method) {
                    case CompressedBlocks.LZ4 ->
                            lz4.decompress(frame, HEAD, packed, block, 0, unpacked);
                    case CompressedBlocks.ZSTD ->
                            Zstd.decompressByteArray(block, 0, unpacked, frame, HEAD, packed);
                    case CompressedBlocks.NONE -> {
                        System.arraycopy(frame, HEAD, block, 0, Math.min(packed, unpacked));
                        yield packed;
                    }
                    default ->
                            throw new IOException(
                                    "the compressed request body uses method "
                                            + (method & 0xFF)
                                            + "; LZ4 (130), ZSTD (144) and none (2) are known");
                };
        if (got != unpacked) {
            throw new IOException("the compressed request body has a block of the wrong size");
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
