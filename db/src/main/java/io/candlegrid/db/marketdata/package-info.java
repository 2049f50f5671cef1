/**
 * Candles in ClickHouse, reference data and the log of imports in PostgreSQL; entry class {@code
 * ClickHouseCandleStore}.
 */
@NullMarked
package io.candlegrid.db.marketdata;

import org.jspecify.annotations.NullMarked;
