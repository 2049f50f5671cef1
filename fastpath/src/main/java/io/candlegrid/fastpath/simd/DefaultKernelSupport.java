package io.candlegrid.fastpath.simd;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** Plain loops. */
final class DefaultKernelSupport implements KernelSupport {

    @Override
    public String description() {
        return "scalar";
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
        windowMeans(prefix, first, 0, count, window, divisor, out, at);
    }

    /** The means of i in [from, count). */
    static void windowMeans(
            MemorySegment prefix,
            int first,
            int from,
            int count,
            int window,
            double divisor,
            double[] out,
            int at) {
        for (int i = from; i < count; i++) {
            long end = first + i + 1L;
            long sum =
                    prefix.getAtIndex(ValueLayout.JAVA_LONG, end)
                            - prefix.getAtIndex(ValueLayout.JAVA_LONG, end - window);
            out[at + i] = (double) sum / divisor;
        }
    }

    @Override
    public void narrow(double[] in, float[] out, int at, int count) {
        for (int i = at; i < at + count; i++) {
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
            for (int i = 0; i < WORD; i++) {
                float x = a[aAt + w * WORD + i];
                float y = b[bAt + w * WORD + i];
                gt |= x > y ? 1L << i : 0;
                eq |= x == y ? 1L << i : 0;
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
        long any = 0;
        for (int w = 0; w < words; w++) {
            long gt = 0;
            long eq = 0;
            for (int i = 0; i < WORD; i++) {
                float x = a[aAt + w * WORD + i];
                gt |= x > b ? 1L << i : 0;
                eq |= x == b ? 1L << i : 0;
            }
            greater[at + w] = gt;
            less[at + w] = ~(gt | eq);
            equal[w] = eq;
            any |= eq;
        }
        return any != 0;
    }
}
