/**
 * The loops over bars that are worth a vector instruction, each as a scalar body and as a Vector
 * API body with bit-identical results; {@link io.candlegrid.fastpath.simd.Kernels} chooses. The
 * only package that imports {@code jdk.incubator.vector}.
 */
@NullMarked
package io.candlegrid.fastpath.simd;

import org.jspecify.annotations.NullMarked;
