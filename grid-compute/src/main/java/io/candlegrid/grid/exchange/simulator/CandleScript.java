package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.util.Optional;

/**
 * What an instrument trades, minute by minute: the truth before faults. Answers the same for the
 * same minute, always. Thread-safe.
 */
public interface CandleScript {

    /** The candle of a minute, empty when nothing traded; {@code tsOpenMillis} is on the minute. */
    Optional<Candle> candle(InstrumentId instrument, long tsOpenMillis);
}
