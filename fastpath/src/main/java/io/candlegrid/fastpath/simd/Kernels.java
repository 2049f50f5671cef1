package io.candlegrid.fastpath.simd;

/** The kernels of this JVM. */
public final class Kernels {

    /** Chosen once, a constant for the compiler. */
    public static final KernelSupport SUPPORT = KernelProvider.best();

    private Kernels() {}
}
