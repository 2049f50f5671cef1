package io.candlegrid.grid.exchange.simulator;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The faults of a simulator, by its clock: those planned beforehand and those switched on and off
 * while it runs. Faults that change the truth hold for minutes that open in their time, so they
 * touch no minute that is already under way. Thread-safe.
 */
public final class FaultSchedule {

    private final InstantSource clock;
    private final List<Entry> entries = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /**
     * A fault and its time.
     *
     * @param to when it ends; null until it is switched off
     */
    public record Entry(int number, Fault fault, Instant from, @Nullable Instant to) {

        boolean holdsAt(Instant instant) {
            return !instant.isBefore(from) && (to == null || instant.isBefore(to));
        }
    }

    FaultSchedule(InstantSource clock) {
        this.clock = clock;
    }

    /** Plans a fault for [from, to) of simulated time; returns its number. */
    public int plan(Fault fault, Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("from=" + from + " is not before to=" + to);
        }
        return add(fault, from, to);
    }

    /** Switches a fault on now; returns its number. */
    public int begin(Fault fault) {
        return add(fault, clock.instant(), null);
    }

    private int add(Fault fault, Instant from, @Nullable Instant to) {
        int number = numbers.incrementAndGet();
        entries.add(new Entry(number, fault, from, to));
        return number;
    }

    /** Switches a fault off now; nothing happens when it is over. */
    public void end(int number) {
        Instant now = clock.instant();
        entries.replaceAll(entry ->
                entry.number == number && (entry.to == null || entry.to.isAfter(now))
                        ? new Entry(number, entry.fault, entry.from, now)
                        : entry);
    }

    /** Switches everything off now. */
    public void endAll() {
        entries.forEach(entry -> end(entry.number));
    }

    /** All faults, past ones too, in the order they were asked for. */
    public List<Entry> entries() {
        return List.copyOf(entries);
    }

    /** The fault of a kind that befalls a market at an instant and passes a test; first one. */
    Optional<Fault> at(FaultKind kind, int marketId, Instant instant, Predicate<Fault> hits) {
        for (Entry entry : entries) {
            Fault fault = entry.fault;
            if (fault.kind() == kind
                    && fault.befalls(marketId)
                    && entry.holdsAt(instant)
                    && hits.test(fault)) {
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
