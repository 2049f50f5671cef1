package io.candlegrid.domain.marketdata;

import java.util.List;

/** What is known about why candles are absent. Thread-safe. */
public interface HoleStore {

    /** The known holes that overlap [fromMillis, toMillis), in order. */
    List<Hole> known(InstrumentId instrument, long fromMillis, long toMillis);

    /** Remembers holes; one with the same bounds takes the new type. */
    void remember(InstrumentId instrument, List<Hole> holes);
}
