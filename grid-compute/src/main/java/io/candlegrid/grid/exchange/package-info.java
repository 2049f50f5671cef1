/**
 * What the four markets say, in candlegrid's words: instrument lists, candles and funding over
 * REST, live candles over WebSocket. Entry class {@link ExchangeAdapters}, which gives an {@link
 * ExchangeAdapter} per market; nothing above this package knows Binance from Bybit. Plain JDK and
 * Jackson, free of Hazelcast.
 */
@NullMarked
package io.candlegrid.grid.exchange;

import org.jspecify.annotations.NullMarked;
