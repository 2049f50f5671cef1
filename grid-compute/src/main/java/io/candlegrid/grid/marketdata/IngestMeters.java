package io.candlegrid.grid.marketdata;

import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.Market;
import java.time.Duration;

/** Where ingest counts. Thread-safe. */
public interface IngestMeters {

    /** What a lag ends with; it begins with the candle's close. */
    enum Stage {
        RECEIVED,
        STORED,
        PUBLISHED
    }

    /** What is counted. */
    enum Count {
        /** Live candles stored. */
        CANDLES,
        /** Connections opened in place of one that ended. */
        RECONNECTS,
        /** Frames and rows that were set aside. */
        DEADLETTERS,
        /** Live candles that found the queue full. */
        DROPPED,
        /** Candles stored from REST. */
        BACKFILLED,
        /** Candles that could not be published. */
        PUBLISH_FAILURES
    }

    void count(Market market, Count what, long more);

    void lag(Market market, Stage stage, Duration lag);

    /** How a market fares that is ingested in this process; about once a second. */
    void state(Market market, IngestReport report);

    /** A market is not ingested in this process any more. */
    void gone(Market market);
}
