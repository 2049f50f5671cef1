/**
 * Grid searches at full speed: {@link io.candlegrid.fastpath.optimization.GridSearch} evaluates the
 * combinations of a parameter space over one series, many threads at a time.
 */
@NullMarked
package io.candlegrid.fastpath.optimization;

import org.jspecify.annotations.NullMarked;
