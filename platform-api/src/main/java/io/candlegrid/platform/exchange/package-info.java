/** The exchanges as schedules ask them; entry class {@code ExchangeConfiguration}. */
@NullMarked
package io.candlegrid.platform.exchange;

import org.jspecify.annotations.NullMarked;
