package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Market;
import java.time.Duration;
import java.time.InstantSource;

/**
 * How an adapter works. {@link #defaults} is right for the real exchanges.
 *
 * @param clock the exchange's time: decides which candles are closed and stamps events. The
 *     simulator's clock when the simulator is spoken with
 * @param closeGrace how long a minute must be over, by that clock, before its candle is fetched
 *     over REST; an exchange may still correct it right after the close
 * @param provisional whether {@link FeedEvent.Provisional} is told
 */
public record ExchangeSettings(
        ExchangeEndpoints endpoints,
        InstantSource clock,
        Duration closeGrace,
        boolean provisional,
        RestTimings rest,
        FeedTimings feed) {

    /** The real exchange, on the system's clock, closed candles only. */
    public static ExchangeSettings defaults(Market market) {
        return new ExchangeSettings(
                ExchangeEndpoints.real(market),
                InstantSource.system(),
                Duration.ofSeconds(2),
                false,
                RestTimings.DEFAULT,
                FeedTimings.DEFAULT);
    }

    public ExchangeSettings withEndpoints(ExchangeEndpoints other) {
        return new ExchangeSettings(other, clock, closeGrace, provisional, rest, feed);
    }

    public ExchangeSettings withClock(InstantSource other) {
        return new ExchangeSettings(endpoints, other, closeGrace, provisional, rest, feed);
    }

    public ExchangeSettings withProvisional(boolean wanted) {
        return new ExchangeSettings(endpoints, clock, closeGrace, wanted, rest, feed);
    }

    public ExchangeSettings withTimings(RestTimings forRest, FeedTimings forFeed) {
        return new ExchangeSettings(endpoints, clock, closeGrace, provisional, forRest, forFeed);
    }
}
