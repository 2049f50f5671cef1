/** The job that imports candle files; entry class {@code BatchImportService}. */
@NullMarked
package io.candlegrid.batch.marketdata;

import org.jspecify.annotations.NullMarked;
