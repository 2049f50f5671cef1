/** The indicator registry and the reference indicators; entry class {@code IndicatorRegistry}. */
@NullMarked
package io.candlegrid.domain.indicator;

import org.jspecify.annotations.NullMarked;
