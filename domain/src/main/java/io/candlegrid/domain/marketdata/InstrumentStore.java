package io.candlegrid.domain.marketdata;

import java.util.List;
import java.util.Optional;

/** The instruments that are known, {@code ref_instruments}. Thread-safe. */
public interface InstrumentStore {

    Optional<Instrument> find(InstrumentId id);

    /** All instruments by market, then symbol. */
    List<Instrument> all();

    /** The instruments of one market by symbol. */
    List<Instrument> ofMarket(int marketId);

    /** Adds or replaces instruments. */
    void save(List<Instrument> instruments);

    /** Adds an instrument that candles were found of, unless it is known. */
    void addIfAbsent(InstrumentId id, CandleSource source);
}
