/**
 * The candles of a run as off-heap columns; {@link io.candlegrid.fastpath.marketdata.SeriesColumns}
 * owns them.
 */
@NullMarked
package io.candlegrid.fastpath.marketdata;

import org.jspecify.annotations.NullMarked;
