package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Reads frames and remembers what was in them. */
final class FrameLog implements FrameReader {

    final List<Candle> closed = new ArrayList<>();
    final List<Candle> provisional = new ArrayList<>();
    final List<Instant> exchangeTimes = new ArrayList<>();
    final List<String> setAside = new ArrayList<>();
    final List<Long> acknowledged = new ArrayList<>();
    final List<String> refused = new ArrayList<>();
    private final StreamDialect dialect;
    private final boolean wantsProvisional;
    int skipped;

    FrameLog(StreamDialect dialect, boolean wantsProvisional) {
        this.dialect = dialect;
        this.wantsProvisional = wantsProvisional;
    }

    FrameLog read(String frame) {
        try {
            dialect.read(frame, this);
        } catch (UnreadableException e) {
            setAside.add(String.valueOf(e.getMessage()));
        }
        return this;
    }

    @Override
    public boolean wantsProvisional() {
        return wantsProvisional;
    }

    @Override
    public void skipped() {
        skipped++;
    }

    @Override
    public void closed(Candle candle, Instant exchangeTime) {
        closed.add(candle);
        exchangeTimes.add(exchangeTime);
    }

    @Override
    public void provisional(Candle candle, Instant exchangeTime) {
        provisional.add(candle);
    }

    @Override
    public void setAside(String raw, String cause) {
        setAside.add(cause);
    }

    @Override
    public void acknowledged(long id) {
        acknowledged.add(id);
    }

    @Override
    public void refused(long id, String reason) {
        refused.add(id + " " + reason);
    }
}
