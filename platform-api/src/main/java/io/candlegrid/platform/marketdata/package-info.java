/**
 * Markets, instruments, candles and imports over REST; entry class {@code MarketDataConfiguration}.
 */
@NullMarked
package io.candlegrid.platform.marketdata;

import org.jspecify.annotations.NullMarked;
