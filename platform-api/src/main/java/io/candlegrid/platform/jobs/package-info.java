/** Grid optimizations as jobs over REST; entry class {@code OptimizationController}. */
@NullMarked
package io.candlegrid.platform.jobs;

import org.jspecify.annotations.NullMarked;
