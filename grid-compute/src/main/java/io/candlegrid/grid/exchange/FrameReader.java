package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import java.time.Instant;

/** Is told what is in a frame. */
interface FrameReader {

    /** Stands for the id of the oldest unanswered request, where an answer doesn't name one. */
    long OLDEST = 0;

    /** Whether candles of running minutes are wanted; if not they needn't be read. */
    boolean wantsProvisional();

    /** There was a candle of a running minute, which isn't wanted. */
    void skipped();

    void closed(Candle candle, Instant exchangeTime);

    void provisional(Candle candle, Instant exchangeTime);

    /** One row of a frame can't be read; the others may. */
    void setAside(String raw, String cause);

    /** A subscription or its end was confirmed. */
    void acknowledged(long id);

    void refused(long id, String reason);
}
