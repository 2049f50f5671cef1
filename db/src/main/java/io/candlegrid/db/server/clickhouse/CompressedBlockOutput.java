package io.candlegrid.db.server.clickhouse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.lz4.LZ4Factory;

/** Writes {@link CompressedBlocks} packed with LZ4; a block goes out when full or at the close. */
final class CompressedBlockOutput extends OutputStream {
    private static final int BLOCK_BYTES = 256 << 10;
    private static final int HEAD = CompressedBlocks.CHECKSUM_BYTES + CompressedBlocks.HEADER_BYTES;

    private final OutputStream out;
    private final LZ4Compressor compressor = LZ4Factory.safeInstance().fastCompressor();
    private final byte[] block = new byte[BLOCK_BYTES];
    private final byte[] frame = new byte[HEAD + compressor.maxCompressedLength(BLOCK_BYTES)];
    private int used;

    CompressedBlockOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] data, int offset, int length) throws IOException {
        int at = offset;
        int left = length;
        while (left > 0) {
            int piece = Math.min(left, BLOCK_BYTES - used);
            System.arraycopy(data, at, block, used, piece);
            used += piece;
            at += piece;
            left -= piece;
            if (used == BLOCK_BYTES) {
                writeBlock();
            }
        }
    }

    private void writeBlock() throws IOException {
        if (used == 0) {
            return;
        }
        int packed = compressor.compress(block, 0, used, frame, HEAD);
        ByteBuffer head = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        head.put(CompressedBlocks.CHECKSUM_BYTES, CompressedBlocks.LZ4);
        head.putInt(CompressedBlocks.CHECKSUM_BYTES + 1, packed + CompressedBlocks.HEADER_BYTES);
        head.putInt(CompressedBlocks.CHECKSUM_BYTES + 5, used);
        long[] hash = CompressedBlocks.checksum(frame, packed + CompressedBlocks.HEADER_BYTES);
        head.putLong(0, hash[0]);
        head.putLong(8, hash[1]);
        out.write(frame, 0, HEAD + packed);
        used = 0;
    }

    @Override
    public void close() throws IOException {
        writeBlock();
        out.close();
    }
}
