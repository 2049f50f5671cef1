package io.candlegrid.grid.exchange.simulator;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.Decimals;
import io.candlegrid.domain.marketdata.Exchange;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.Timeframe;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;

/** What really happened on a market: the scripts, with halts and quiet minutes. Thread-safe. */
final class MarketTruth {

    static final long MINUTE = Timeframe.M1.millis();

    private static final long FUNDING_INTERVAL = 8 * 60 * MINUTE;
    private static final int LONGEST_QUIET = 1_440;

    private final Market market;
    private final long seed;
    private final long firstMinute;
    private final FaultSchedule faults;
    private final TreeMap<String, CandleScript> scripts = new TreeMap<>();

    MarketTruth(Market market, SimulatorSettings settings, long firstMinute, FaultSchedule faults) {
        this.market = market;
        this.seed = settings.seed();
        this.firstMinute = firstMinute;
        this.faults = faults;
        for (Map.Entry<InstrumentId, CandleScript> entry : settings.instruments().entrySet()) {
            if (entry.getKey().marketId() == market.id()) {
                scripts.put(entry.getKey().symbol(), entry.getValue());
            }
        }
    }

    Market market() {
        return market;
    }

    long firstMinute() {
        return firstMinute;
    }

    NavigableSet<String> symbols() {
        return scripts.navigableKeySet();
    }

    boolean lists(String symbol) {
        return scripts.containsKey(symbol);
    }

    /** The final candle of a minute, whether it is over or not; empty when there is none. */
    Optional<Candle> candle(InstrumentId id, long minute) {
        CandleScript script = scripts.get(id.symbol());
        if (script == null || minute < firstMinute || isHalted(id, minute)) {
            return Optional.empty();
        }
        if (!isQuiet(id, minute)) {
            return script.candle(id, minute).map(this::asTold);
        }
        return market.exchange() == Exchange.BINANCE
                ? lastPrice(script, id, minute).map(price -> flat(id, minute, price))
                : Optional.empty();
    }

    private boolean isHalted(InstrumentId id, long minute) {
        return faults.at(
                        FaultKind.HALT,
                        market.id(),
                        Instant.ofEpochMilli(minute),
                        fault -> draw(FaultKind.HALT, id, 0) < fault.share())
                .isPresent();
    }

    private boolean isQuiet(InstrumentId id, long minute) {
        return faults.at(
                        FaultKind.NO_TRADES,
                        market.id(),
                        Instant.ofEpochMilli(minute),
                        fault -> draw(FaultKind.NO_TRADES, id, minute) < fault.share())
                .isPresent();
    }

    /** The lot drawn for a fault: the same for the same candle, always. */
    double draw(FaultKind kind, InstrumentId id, long minute) {
        return Chance.unit(seed, kind.ordinal(), id.marketId(), id.symbol().hashCode(), minute);
    }

    private Optional<Double> lastPrice(CandleScript script, InstrumentId id, long minute) {
        for (int back = 1; back <= LONGEST_QUIET; back++) {
            long earlier = minute - back * MINUTE;
            if (!isHalted(id, earlier) && !isQuiet(id, earlier)) {
                Optional<Candle> candle = script.candle(id, earlier);
                if (candle.isPresent()) {
                    return candle.map(Candle::close);
                }
            }
        }
        return Optional.empty();
    }

    private Candle flat(InstrumentId id, long minute, double price) {
        return new Candle(id, minute, price, price, price, price, 0, 0, 0, 0, 0);
    }

    /** Bybit tells neither trades nor takers. */
    private Candle asTold(Candle candle) {
        return market.exchange() == Exchange.BINANCE ? whole(candle) : withoutTakers(candle);
    }

    private static Candle withoutTakers(Candle c) {
        return new Candle(
                c.instrument(),
                c.tsOpenMillis(),
                c.open(),
                c.high(),
                c.low(),
                c.close(),
                c.volume(),
                known(c.quoteVolume()),
                Double.NaN,
                Double.NaN,
                RawCandles.TRADES_UNKNOWN);
    }

    /** Stored candles may not know what Binance always tells. */
    private static Candle whole(Candle c) {
        return new Candle(
                c.instrument(),
                c.tsOpenMillis(),
                c.open(),
                c.high(),
                c.low(),
                c.close(),
                c.volume(),
                known(c.quoteVolume()),
                known(c.takerBuyVolume()),
                known(c.takerBuyQuoteVolume()),
                Math.max(c.trades(), 0));
    }

    private static double known(double value) {
        return Double.isNaN(value) ? 0 : value;
    }

    /**
     * A candle as it stands within its minute.
     *
     * @param done in (0, 1): how much of the minute is over
     */
    static Candle running(Candle candle, double done) {
        double open = candle.open();
        double close = done < 0.25 ? open : done < 0.75 ? candle.high() : candle.low();
        double high = done < 0.25 ? open : candle.high();
        double low = done < 0.75 ? open : candle.low();
        return new Candle(
                candle.instrument(),
                candle.tsOpenMillis(),
                open,
                high,
                low,
                close,
                part(candle.volume(), done),
                part(candle.quoteVolume(), done),
                part(candle.takerBuyVolume(), done),
                part(candle.takerBuyQuoteVolume(), done),
                candle.trades() < 0 ? candle.trades() : (long) (candle.trades() * done));
    }

    private static double part(double value, double share) {
        if (Double.isNaN(value)) {
            return value;
        }
        int decimals = Math.max(Decimals.decimalsOf(value), 0);
        return BigDecimal.valueOf(value)
                .multiply(BigDecimal.valueOf(share))
                .setScale(decimals, RoundingMode.DOWN)
                .doubleValue();
    }

    /** A candle that will be corrected: another close within its range and less volume. */
    static Candle wrong(Candle c) {
        double close = c.close() == c.low() ? c.high() : c.low();
        return new Candle(
                c.instrument(),
                c.tsOpenMillis(),
                c.open(),
                c.high(),
                c.low(),
                close,
                part(c.volume(), 0.5),
                part(c.quoteVolume(), 0.5),
                part(c.takerBuyVolume(), 0.5),
                part(c.takerBuyQuoteVolume(), 0.5),
                c.trades() < 0 ? c.trades() : c.trades() / 2);
    }

    /** The funding rates due in [from, to), ascending: every 8 hours since the first candle. */
    List<FundingRate> funding(InstrumentId id, long from, long to) {
        List<FundingRate> rates = new ArrayList<>();
        long first = Math.max(from, firstMinute);
        long at = Math.ceilDiv(first, FUNDING_INTERVAL) * FUNDING_INTERVAL;
        for (; at < to; at += FUNDING_INTERVAL) {
            double unit = Chance.unit(seed, id.marketId(), id.symbol().hashCode(), at);
            rates.add(new FundingRate(at, StrictMath.round(unit * 30_000 - 10_000) / 1e8));
        }
        return rates;
    }
}
