/**
 * Exchanges' candle files: what they are called, how they are packed, which layout they have and
 * how their rows become candles; entry class {@code ArchiveInspector}.
 */
@NullMarked
package io.candlegrid.domain.marketdata.archive;

import org.jspecify.annotations.NullMarked;
