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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 17, 64, 1000})
    void shouldGiveTheSameDeviationsAtOddSizes(int count) {
        Random random = new Random(count);
        for (int round = 0; round < 50; round++) {
            int window = 2 + random.nextInt(300);
            int first = window - 1 + random.nextInt(5);
            double divisor = window * 100.0;
            long[] values = random.longs(first + count, 0, 10_000_000).toArray();
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment sums = sums(values, 1, arena);
                MemorySegment squares = sums(values, 2, arena);
                double[] expected = new double[count + 3];
                double[] got = new double[count + 3];
                scalar.windowDeviations(sums, squares, first, count, window, divisor, expected, 2);
                vector.windowDeviations(sums, squares, first, count, window, divisor, got, 2);
                assertThat(got).as("window=%d", window).isEqualTo(expected);
            }
        }
    }

    private static MemorySegment sums(long[] values, int power, Arena arena) {
        MemorySegment sums = arena.allocate((values.length + 1L) * Long.BYTES, Long.BYTES);
        long sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += power == 1 ? values[i] : values[i] * values[i];
            sums.setAtIndex(ValueLayout.JAVA_LONG, i + 1L, sum);
        }
        return sums;
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 16})
    void shouldTellGreaterKeysAndWhetherSomeAreTheSame(int words) {
        Random random = new Random(words);
        for (int round = 0; round < 40; round++) {
            boolean apart = round % 2 == 0;
            float[] a =
                    apart ? distinct(random, words * 64 + 3, 1) : oddKeys(random, words * 64 + 3);
            float[] b =
                    apart ? distinct(random, words * 64 + 5, 2) : oddKeys(random, words * 64 + 5);
            long[][] expected = new long[2][words + 2];
            long[][] got = new long[2][words + 2];
            boolean wanted = scalar.greater(a, 3, b, 5, words, expected[0], 1, expected[1]);
            assertThat(vector.greater(a, 3, b, 5, words, got[0], 1, got[1])).isEqualTo(wanted);
            assertThat(got).isDeepEqualTo(expected);
            assertThat(wanted).isEqualTo(!apart && words > 0);
            float level = apart ? 0.5f : a[3 % a.length];
            wanted = scalar.greaterConstant(a, 3, level, words, expected[0], 1, expected[1]);
            assertThat(vector.greaterConstant(a, 3, level, words, got[0], 1, got[1]))
                    .isEqualTo(wanted);
            assertThat(got).isDeepEqualTo(expected);
        }
    }

    private static float[] distinct(Random random, int count, int offset) {
        float[] keys = new float[count];
        for (int i = 0; i < count; i++) {
            keys[i] = 3 * random.nextInt(1000) + offset;
        }
        return keys;
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 63, 64})
    void shouldTradeAndFollowAllLanesAlike(int rows) {
        for (int seed = 0; seed < 200; seed++) {
            TradeLanes expected = lanes(new Random(seed), rows);
            TradeLanes got = lanes(new Random(seed), rows);
            for (int first = 0; first < 2 * rows; first += rows) {
                scalar.trade(expected, first, rows);
                vector.trade(got, first, rows);
                follow(scalar, expected, first, rows);
                follow(vector, got, first, rows);
            }
            scalar.deviations(expected, 2 * rows);
            vector.deviations(got, 2 * rows);
            assertThat(sums(got)).as("seed %d", seed).isDeepEqualTo(sums(expected));
        }
    }

    private static double[][] sums(TradeLanes t) {
        return new double[][] {
            t.cash,
            t.peak,
            t.trough,
            t.turnover,
            t.fees,
            t.slippage,
            t.wins,
            t.losses,
            t.longestLosingStreak,
            t.pnlSum,
            t.shortTrades,
            t.shortWins,
            t.shortPnl,
            t.longPnl,
            t.winSum,
            t.lossSum,
            t.best,
            t.worst,
            t.squares
        };
    }

    /** Takes a lane that needs attention as if its equity had made a new peak. */
    private static void follow(KernelSupport kernels, TradeLanes lanes, int first, int rows) {
        for (int lane = 0; lane < TradeLanes.LANES; lane += kernels.width()) {
            lanes.attention = 0;
            int row = kernels.follow(lanes, lane, first, 0, rows);
            while (row < rows) {
                for (int bit = 0; bit < kernels.width(); bit++) {
                    if ((lanes.attention >>> bit & 1) != 0) {
                        int at = row * TradeLanes.LANES + lane + bit;
                        double peak = Math.max(lanes.cashBefore[at], lanes.cashHeld[at]);
                        lanes.peak[lane + bit] = peak;
                        lanes.trough[lane + bit] = peak;
                    }
                }
                row = kernels.follow(lanes, lane, first, row, rows);
            }
        }
    }

    private static TradeLanes lanes(Random random, int rows) {
        TradeLanes lanes = new TradeLanes();
        lanes.reset(10_000);
        lanes.ensure(2 * rows);
        boolean isShort = random.nextBoolean();
        lanes.bothSides = random.nextBoolean();
        lanes.worstPrice = isShort ? 180 : 60;
        lanes.drawdownLimit = random.nextBoolean() ? 0.3 : Double.POSITIVE_INFINITY;
        for (int lane = 0; lane < TradeLanes.LANES; lane++) {
            double fee = 0.001 * random.nextInt(3);
            lanes.fee[lane] = fee;
            lanes.leverage[lane] = 1 + random.nextInt(2);
            lanes.margin[lane] = 1 + lanes.leverage[lane] * fee;
            lanes.share[lane] = random.nextInt(8) == 0 ? 0 : 0.3 + 0.7 * random.nextDouble();
            lanes.amount[lane] = random.nextBoolean() ? 500 : Double.POSITIVE_INFINITY;
            lanes.liquidationFactor[lane] =
                    lanes.bothSides || random.nextBoolean()
                            ? Double.NaN
                            : 1 - (isShort ? -1 : 1) * random.nextDouble();
            lanes.trades[lane] = random.nextInt(2 * rows + 1);
        }
        for (int i = 0; i < rows * TradeLanes.LANES; i++) {
            boolean isDown = lanes.bothSides ? random.nextBoolean() : isShort;
            double sign = isDown ? -1 : 1;
            lanes.sign[i] = sign;
            lanes.entryFactor[i] = 1 + sign * 0.0001 * random.nextInt(3);
            lanes.exitFactor[i] = 1 - sign * 0.0001 * random.nextInt(3);
            lanes.exitFee[i] = 0.0005 * random.nextInt(3);
            lanes.flat[i] = random.nextInt(5) == 0 ? Double.NaN : 0;
            lanes.entryPrice[i] = 90 + random.nextInt(20);
            lanes.exitPrice[i] = 90 + random.nextInt(20);
            double most = Math.max(lanes.entryPrice[i], lanes.exitPrice[i]) + random.nextInt(9);
            double least = Math.min(lanes.entryPrice[i], lanes.exitPrice[i]) - random.nextInt(9);
            boolean isSeen = random.nextInt(6) > 0;
            lanes.bestClose[i] = isSeen ? (isDown ? least : most) : Double.NaN;
            lanes.worstClose[i] = isSeen ? (isDown ? most : least) : Double.NaN;
        }
        return lanes;
    }

    private static float[] oddKeys(Random random, int count) {
        float[] keys = new float[count];
        double[] values = oddValues(random, count);
        for (int i = 0; i < count; i++) {
            keys[i] = (float) values[i] + 0.0f;
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
