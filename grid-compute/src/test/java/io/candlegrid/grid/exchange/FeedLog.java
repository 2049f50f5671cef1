package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Remembers what a feed told. */
final class FeedLog implements Consumer<FeedEvent> {

    private final List<FeedEvent> events = new CopyOnWriteArrayList<>();

    @Override
    public void accept(FeedEvent event) {
        events.add(event);
    }

    <E extends FeedEvent> List<E> all(Class<E> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    /** The closed candles, one by one as they came. */
    List<Candle> closed() {
        return all(FeedEvent.Closed.class).stream().map(FeedEvent.Closed::candle).toList();
    }

    /** The closed candles of an instrument by open time, the last told of each. */
    Map<Long, Candle> lastClosed(InstrumentId instrument) {
        Map<Long, Candle> last = new TreeMap<>();
        for (Candle candle : closed()) {
            if (candle.instrument().equals(instrument)) {
                last.put(candle.tsOpenMillis(), candle);
            }
        }
        return last;
    }

    Set<InstrumentId> subscribed() {
        Set<InstrumentId> all = new HashSet<>();
        all(FeedEvent.Subscribed.class).forEach(event -> all.addAll(event.instruments()));
        return all;
    }
}
