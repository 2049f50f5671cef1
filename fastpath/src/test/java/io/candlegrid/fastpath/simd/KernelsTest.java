package io.candlegrid.fastpath.simd;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Vector and scalar kernels give the same bits at odd sizes and on odd values. */
class KernelsTest {

    private final KernelSupport scalar = KernelProvider.scalar();
    private final KernelSupport vector = KernelProvider.best();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 63, 64, 65, 127, 1000, 1023, 1024})
    void shouldGiveTheSameMeansAtOddSizes(int count) {
        Random random = new Random(count);
        for (int round = 0; round < 50; round++) {
            int window = 2 + random.nextInt(1999);
            int first = window - 1 + random.nextInt(5);
            double divisor = window * Math.pow(10, random.nextInt(16)) * (1 + random.nextInt(4));
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment prefix = prefix(random, first + count + 1, arena);
                double[] expected = new double[count + 3];
                double[] got = new double[count + 3];
                scalar.windowMeans(prefix, first, count, window, divisor, expected, 2);
                vector.windowMeans(prefix, first, count, window, divisor, got, 2);
                assertThat(got).as("window=%d divisor=%s", window, divisor).isEqualTo(expected);
            }
        }
    }

    private static MemorySegment prefix(Random random, int length, Arena arena) {
        MemorySegment prefix = arena.allocate((long) length * Long.BYTES, Long.BYTES);
        long most = 1L << (1 + random.nextInt(52));
        long sum = random.nextLong();
        for (int i = 0; i < length; i++) {
            prefix.setAtIndex(ValueLayout.JAVA_LONG, i, sum);
            sum += random.nextLong(most);
        }
        return prefix;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 64, 65, 1000})
    void shouldRoundToTheSameFloats(int count) {
        Random random = new Random(count);
        double[] values = oddValues(random, count + 5);
        float[] expected = new float[count + 5];
        float[] got = new float[count + 5];
        scalar.narrow(values, expected, 3, count);
        vector.narrow(values, got, 3, count);
        assertThat(got).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 16})
    void shouldOrderTheSameKeys(int words) {
        Random random = new Random(words);
        for (int round = 0; round < 20; round++) {
            float[] a = oddKeys(random, words * 64 + 3);
            float[] b = oddKeys(random, words * 64 + 5);
            long[][] expected = new long[3][words + 2];
            long[][] got = new long[3][words + 2];
            boolean wanted =
                    scalar.order(a, 3, b, 5, words, expected[0], 1, expected[1], expected[2]);
            assertThat(vector.order(a, 3, b, 5, words, got[0], 1, got[1], got[2]))
                    .isEqualTo(wanted);
            assertThat(got).isDeepEqualTo(expected);
            float level = a[random.nextInt(a.length)];
            wanted =
                    scalar.orderConstant(
                            a, 3, level, words, expected[0], 1, expected[1], expected[2]);
            assertThat(vector.orderConstant(a, 3, level, words, got[0], 1, got[1], got[2]))
                    .isEqualTo(wanted);
            assertThat(got).isDeepEqualTo(expected);
        }
    }

    private static float[] oddKeys(Random random, int count) {
        float[] keys = new float[count];
        double[] values = oddValues(random, count);
        for (int i = 0; i < count; i++) {
            keys[i] = (float) values[i];
        }
        return keys;
    }

    private static double[] oddValues(Random random, int count) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] =
                    switch (random.nextInt(12)) {
                        case 0 -> Double.NaN;
                        case 1 -> 0.0;
                        case 2 -> -0.0;
                        case 3 -> Double.POSITIVE_INFINITY;
                        case 4 -> 1e300;
                        default -> random.nextInt(4) + random.nextInt(3) * 1e-9;
                    };
        }
        return values;
    }
}
