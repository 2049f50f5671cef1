/** Markets, instruments, candles and their timeframes; entry class {@code CandleSeries}. */
@NullMarked
package io.candlegrid.domain.marketdata;

import org.jspecify.annotations.NullMarked;
