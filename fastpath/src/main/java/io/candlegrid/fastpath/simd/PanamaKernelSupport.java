package io.candlegrid.fastpath.simd;

import java.lang.foreign.MemorySegment;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Vector API loops with scalar tails. */
final class PanamaKernelSupport implements KernelSupport {

    private static final VectorSpecies<Double> DOUBLES = DoubleVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> FLOATS = FloatVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Float> HALF_FLOATS =
            VectorSpecies.of(
                    float.class,
                    jdk.incubator.vector.VectorShape.forBitSize(
                            FloatVector.SPECIES_PREFERRED.vectorBitSize() / 2));
    private static final ByteOrder ORDER = ByteOrder.nativeOrder();

    @Override
    public String description() {
        return "vector " + FLOATS.vectorBitSize() + " bit";
    }

    @Override
    public void windowMeans(
            MemorySegment prefix,
            int first,
            int count,
            int window,
            double divisor,
            double[] out,
            int at) {
        int i = 0;
        DoubleVector by = DoubleVector.broadcast(DOUBLES, divisor);
        DoubleVector inverse = DoubleVector.broadcast(DOUBLES, 1 / divisor);
        long end = (first + 1L) * Long.BYTES;
        long start = end - (long) window * Long.BYTES;
        for (; i <= count - LONGS.length(); i += LONGS.length()) {
            long shift = (long) i * Long.BYTES;
            LongVector sum =
                    LongVector.fromMemorySegment(LONGS, prefix, end + shift, ORDER)
                            .sub(LongVector.fromMemorySegment(LONGS, prefix, start + shift, ORDER));
            DoubleVector value = (DoubleVector) sum.convert(VectorOperators.L2D, 0);
            divide(value, by, inverse).intoArray(out, at + i);
        }
        DefaultKernelSupport.windowMeans(prefix, first, i, count, window, divisor, out, at);
    }

    @Override
    public void narrow(double[] in, float[] out, int at, int count) {
        int i = at;
        int last = at + count - DOUBLES.length();
        for (; i <= last; i += DOUBLES.length()) {
            DoubleVector value = DoubleVector.fromArray(DOUBLES, in, i);
            ((FloatVector) value.convertShape(VectorOperators.D2F, HALF_FLOATS, 0))
                    .intoArray(out, i);
        }
        for (; i < at + count; i++) {
            out[i] = (float) in[i];
        }
    }

    @Override
    public boolean order(
            float[] a,
            int aAt,
            float[] b,
            int bAt,
            int words,
            long[] greater,
            int at,
            long[] less,
            long[] equal) {
        long any = 0;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            long eq = 0;
            for (int i = 0; i < WORD; i += FLOATS.length()) {
                int bar = w * WORD + i;
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + bar);
                FloatVector y = FloatVector.fromArray(FLOATS, b, bAt + bar);
                gt |= bits(x.compare(VectorOperators.GT, y)) << i;
                eq |= bits(x.compare(VectorOperators.EQ, y)) << i;
            }
            greater[at + w] = gt;
            less[at + w] = ~(gt | eq);
            equal[w] = eq;
            any |= eq;
        }
        return any != 0;
    }

    @Override
    public boolean orderConstant(
            float[] a,
            int aAt,
            float b,
            int words,
            long[] greater,
            int at,
            long[] less,
            long[] equal) {
        FloatVector y = FloatVector.broadcast(FLOATS, b);
        long any = 0;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            long eq = 0;
            for (int i = 0; i < WORD; i += FLOATS.length()) {
                FloatVector x = FloatVector.fromArray(FLOATS, a, aAt + w * WORD + i);
                gt |= bits(x.compare(VectorOperators.GT, y)) << i;
                eq |= bits(x.compare(VectorOperators.EQ, y)) << i;
            }
            greater[at + w] = gt;
            less[at + w] = ~(gt | eq);
            equal[w] = eq;
            any |= eq;
        }
        return any != 0;
    }

    /**
     * The correctly rounded quotient, as a division gives it but four times faster: a quotient
     * within one unit in the last place, corrected by its exact remainder times the correctly
     * rounded inverse (Markstein 1990, theorem 8.2; Handbook of Floating-Point Arithmetic, section
     * 4.7). Operands are sums of prices and a scale, far from overflow and underflow.
     */
    private static DoubleVector divide(DoubleVector x, DoubleVector by, DoubleVector inverse) {
        DoubleVector rough = x.mul(inverse);
        DoubleVector near = rough.neg().fma(by, x).fma(inverse, rough);
        return near.neg().fma(by, x).fma(inverse, near);
    }

    private static long bits(VectorMask<Float> mask) {
        return mask.toLong();
    }
}
