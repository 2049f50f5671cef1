/** The kernels of the fast engine, vector beside scalar. */
@NullMarked
package io.candlegrid.benchmarks.kernel;

import org.jspecify.annotations.NullMarked;
