package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.InstrumentId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The instruments that share a connection: as many as the exchange allows on one. Has one
 * connection, none for a while after a failure, or two while a new one takes over from one that
 * grew old. Runs on the feed's thread.
 */
final class FeedSlot {

    private final FeedContext context;
    private final Supplier<FeedConnection> newConnection;
    private final Set<InstrumentId> instruments = new LinkedHashSet<>();
    private final List<FeedConnection> connections = new ArrayList<>(2);
    private int topicCharacters;
    private int failures;
    private long nextConnectNanos = System.nanoTime();
    private boolean hadConnection;

    FeedSlot(FeedContext context, Supplier<FeedConnection> newConnection) {
        this.context = context;
        this.newConnection = newConnection;
    }

    private int length(InstrumentId instrument) {
        return context.dialect().topic(instrument.symbol()).length();
    }

    boolean hasRoomFor(InstrumentId instrument) {
        return instruments.size() < context.dialect().maxTopics()
                && topicCharacters + length(instrument) <= context.dialect().maxTopicCharacters();
    }

    /** Takes an instrument; {@link #subscribe} is to follow. */
    void assign(InstrumentId instrument) {
        instruments.add(instrument);
        topicCharacters += length(instrument);
    }

    void subscribe(Collection<InstrumentId> some) {
        connections.forEach(connection -> connection.subscribe(some));
    }

    void remove(Collection<InstrumentId> some) {
        for (InstrumentId instrument : some) {
            instruments.remove(instrument);
            topicCharacters -= length(instrument);
        }
        if (instruments.isEmpty()) {
            finish("nothing is subscribed any longer");
        } else {
            connections.forEach(connection -> connection.unsubscribe(some));
        }
    }

    boolean isEmpty() {
        return instruments.isEmpty();
    }

    List<FeedConnection> connections() {
        return connections;
    }

    void finish(String reason) {
        List.copyOf(connections).forEach(connection -> connection.finish(reason));
    }

    void tick(long now) {
        List.copyOf(connections).forEach(connection -> connection.tick(now));
        if (instruments.isEmpty()) {
            return;
        }
        boolean due = now - nextConnectNanos >= 0;
        if (connections.isEmpty()) {
            if (due) {
                connect();
            }
            return;
        }
        FeedConnection oldest = connections.getFirst();
        FeedConnection newest = connections.getLast();
        if (newest.hasDelivered()) {
            failures = 0;
        }
        if (connections.size() == 1) {
            if (oldest.isOld(now) && due) {
                connect();
            }
        } else if (newest.isSettled()) {
            oldest.finish("connection " + newest.number() + " took over");
        }
    }

    private void connect() {
        FeedConnection connection = newConnection.get();
        if (hadConnection) {
            context.counters().reconnect();
        }
        hadConnection = true;
        connections.add(connection);
        connection.subscribe(instruments);
        connection.connect();
    }

    /** One of its connections ended; false when it was none of its. */
    boolean ended(FeedConnection connection, String reason) {
        boolean newest = !connections.isEmpty() && connections.getLast() == connection;
        if (!connections.remove(connection)) {
            return false;
        }
        if (newest) {
            if (connection.hasDelivered()) {
                failures = 0;
            }
            failures++;
            FeedTimings timings = context.settings().feed();
            nextConnectNanos =
                    System.nanoTime()
                            + Backoff.after(failures, timings.backoffMin(), timings.backoffMax())
                                    .toNanos();
        }
        Set<InstrumentId> lost = new HashSet<>(connection.acknowledged());
        connections.forEach(other -> lost.removeAll(other.acknowledged()));
        context.tell(new FeedEvent.Disconnected(Set.copyOf(lost), reason, connection.number()));
        return true;
    }
}
