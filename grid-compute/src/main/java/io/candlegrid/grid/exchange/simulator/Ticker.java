package io.candlegrid.grid.exchange.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets simulated time happen: on a thread of its own it sends what is due, in order, when the clock
 * comes to it. A clock that jumps makes it send everything in between.
 */
final class Ticker implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Ticker.class);
    private static final Duration CHORES = Duration.ofMillis(20);

    private final SimulatorClock clock;
    private final List<SimulatedMarket> markets;
    private final int steps;
    private long minute;
    private int step = 1;
    private volatile boolean stopped;
    private volatile Instant sentUntil;

    Ticker(SimulatorClock clock, List<SimulatedMarket> markets, int updatesPerMinute) {
        this.clock = clock;
        this.markets = markets;
        this.steps = updatesPerMinute + 1;
        this.minute = Math.floorDiv(clock.millis(), MarketTruth.MINUTE) * MarketTruth.MINUTE;
        this.sentUntil = Instant.ofEpochMilli(minute);
    }

    /** The simulated time up to which everything due was sent. */
    Instant sentUntil() {
        return sentUntil;
    }

    void stop() {
        stopped = true;
    }

    @Override
    public void run() {
        while (!stopped) {
            try {
                Instant due = nextDue();
                if (clock.await(due, CHORES)) {
                    happen(due);
                    sentUntil = due;
                }
                markets.forEach(SimulatedMarket::chores);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("The simulator failed to send something", e);
            }
        }
    }

    private Instant stepTime() {
        return Instant.ofEpochMilli(minute + step * MarketTruth.MINUTE / steps);
    }

    private Instant nextDue() {
        Instant due = stepTime();
        for (SimulatedMarket market : markets) {
            Instant held = market.nextHeld();
            if (held != null && held.isBefore(due)) {
                due = held;
            }
        }
        return due;
    }

    private void happen(Instant due) {
        if (due.isBefore(stepTime())) {
            markets.forEach(market -> market.release(due));
            return;
        }
        long current = minute;
        int done = step;
        // Moved on first, so that a failure is not repeated for ever.
        if (step == steps) {
            minute += MarketTruth.MINUTE;
            step = 1;
        } else {
            step++;
        }
        for (SimulatedMarket market : markets) {
            if (done == steps) {
                market.close(current, due);
            } else {
                market.update(current, done / (double) steps, due);
            }
            market.release(due);
        }
    }
}
