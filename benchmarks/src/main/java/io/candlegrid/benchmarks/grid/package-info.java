/** The same grid of moving-average crosses by the fast engine, a scalar loop and ta4j. */
@NullMarked
package io.candlegrid.benchmarks.grid;

import org.jspecify.annotations.NullMarked;
