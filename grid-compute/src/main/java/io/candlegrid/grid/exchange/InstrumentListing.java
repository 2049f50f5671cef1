package io.candlegrid.grid.exchange;

import java.util.List;

/**
 * An exchange's list of instruments.
 *
 * @param instruments by symbol; on a futures market the USDT-margined perpetuals
 * @param others how many more are listed that are of no kind candlegrid trades: delivery futures,
 *     perpetuals margined in something else, and symbols in other scripts
 * @param setAside entries that could not be read
 */
public record InstrumentListing(
        List<ListedInstrument> instruments, int others, List<DeadLetter> setAside) {

    public InstrumentListing {
        instruments = List.copyOf(instruments);
        setAside = List.copyOf(setAside);
    }
}
