package io.candlegrid.grid.exchange;

import java.time.Duration;
import java.time.Instant;

/** Wall time to wait by: rate limits count in it, whatever clock the candles follow. */
interface WallTime {

    WallTime SYSTEM =
            new WallTime() {
                @Override
                public Instant now() {
                    return Instant.now();
                }

                @Override
                public void sleep(Duration duration) throws InterruptedException {
                    Thread.sleep(duration);
                }
            };

    Instant now();

    void sleep(Duration duration) throws InterruptedException;
}
