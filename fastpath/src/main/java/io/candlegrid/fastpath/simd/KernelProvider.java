package io.candlegrid.fastpath.simd;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/** Finds the kernels that this JVM can run. */
public final class KernelProvider {

    /** Set to {@code false} to run the scalar kernels where vectors would be available. */
    public static final String VECTOR_PROPERTY = "candlegrid.fastpath.vector";

    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = System.getLogger(KernelProvider.class.getName());

    private KernelProvider() {}

    /** The plain loops. */
    public static KernelSupport scalar() {
        return new DefaultKernelSupport();
    }

    /** Vector kernels where possible, otherwise the plain loops with the reason in the log. */
    public static KernelSupport best() {
        if (!Boolean.parseBoolean(System.getProperty(VECTOR_PROPERTY, "true"))) {
            LOG.log(Level.INFO, "scalar kernels: {0} is false", VECTOR_PROPERTY);
            return scalar();
        }
        if (ModuleLayer.boot().findModule(MODULE).isEmpty()) {
            LOG.log(
                    Level.WARNING,
                    "scalar kernels, several times slower: module {0} is not there. Maybe start"
                            + " Java with --add-modules {0}",
                    MODULE);
            return scalar();
        }
        KernelSupport vector = new PanamaKernelSupport();
        LOG.log(Level.DEBUG, "kernels: {0}", vector.description());
        return vector;
    }
}
