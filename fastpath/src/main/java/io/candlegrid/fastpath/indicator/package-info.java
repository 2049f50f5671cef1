/**
 * Indicators a tile at a time: a {@link io.candlegrid.fastpath.indicator.ColumnFormula} gives the
 * values of the next bars into a small array that stays in cache.
 */
@NullMarked
package io.candlegrid.fastpath.indicator;

import org.jspecify.annotations.NullMarked;
