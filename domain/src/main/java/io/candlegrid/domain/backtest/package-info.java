/** The reference engine, its metrics and its report; entry class {@code ReferenceEngine}. */
@NullMarked
package io.candlegrid.domain.backtest;

import org.jspecify.annotations.NullMarked;
