/**
 * An exchange to test and demonstrate with: speaks the REST and WebSocket protocols of the four
 * markets on loopback, from stored or made-up candles, on a clock as fast as one likes, with faults
 * on request, and knows the truth. Entry class {@link ExchangeSimulator}.
 */
@NullMarked
package io.candlegrid.grid.exchange.simulator;

import org.jspecify.annotations.NullMarked;
