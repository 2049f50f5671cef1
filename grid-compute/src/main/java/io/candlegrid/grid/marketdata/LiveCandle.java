package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.Candle;
import java.time.Instant;

/** A closed candle on its way through the pipeline; never leaves the member. */
record LiveCandle(Candle candle, Instant exchangeTime) {}
