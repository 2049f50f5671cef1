package io.candlegrid.db.server.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedBlocksTest {
    private static byte[] pack(byte[] content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (CompressedBlockOutput blocks = new CompressedBlockOutput(out)) {
            blocks.write(content);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 262_143, 262_144, 262_145, 1_000_003})
    void whatIsPackedComesOutAgain(int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        java.util.Arrays.fill(content, 0, size / 2, (byte) 7);
        try (CompressedBlockInput in =
                new CompressedBlockInput(new ByteArrayInputStream(pack(content)))) {
            assertThat(in.readAllBytes()).isEqualTo(content);
        }
    }

    @Test
    void aFlippedBitAndACutAreNoticed() throws IOException {
        byte[] packed =
                pack("a candle stick".repeat(50).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        for (int i = 0; i < packed.length; i++) {
            byte[] broken = packed.clone();
            broken[i] ^= 4;
            assertThatThrownBy(() ->
                            new CompressedBlockInput(new ByteArrayInputStream(broken))
                                    .readAllBytes())
                    .as("byte %d", i)
                    .isInstanceOf(IOException.class);
        }
        for (int length = 1; length < packed.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(packed, length);
            assertThatThrownBy(() ->
                            new CompressedBlockInput(new ByteArrayInputStream(cut)).readAllBytes())
                    .as("cut at %d", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
