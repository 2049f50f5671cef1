/** The indicator registry over REST; entry class {@code IndicatorController}. */
@NullMarked
package io.candlegrid.platform.indicator;

import org.jspecify.annotations.NullMarked;
