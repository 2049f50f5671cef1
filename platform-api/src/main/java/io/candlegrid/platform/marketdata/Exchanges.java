package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeAdapter;
import io.candlegrid.grid.exchange.ExchangeAdapters;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.grid.exchange.ExchangeSettings;
import io.candlegrid.platform.launch.StartupProblem;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The process's one adapter of each market, so that all of it shares their rate limits. Nothing is
 * connected before it is used. Thread-safe.
 */
public final class Exchanges implements AutoCloseable {

    private final Map<Integer, ExchangeEndpoints> endpoints = new LinkedHashMap<>();
    private final Map<Integer, ExchangeAdapter> adapters = new LinkedHashMap<>();

    /**
     * Reads {@code CANDLEGRID_<EXCHANGE>_<MARKET>_REST_URL} and {@code …_STREAM_URL}.
     *
     * @throws StartupProblem when one of them is no such URL
     */
    Exchanges(Map<String, String> environment) {
        for (Market market : Market.ALL) {
            try {
                endpoints.put(market.id(), ExchangeEndpoints.configured(market, environment::get));
            } catch (IllegalArgumentException e) {
                throw new StartupProblem(
                        "The address of "
                                + market.instrumentKey("*")
                                + " can't be used: "
                                + e.getMessage()
                                + ". It is set by "
                                + ExchangeEndpoints.restName(market)
                                + " and "
                                + ExchangeEndpoints.streamName(market)
                                + ".",
                        e);
            }
        }
    }

    /** The adapter of a market; not to be closed by whoever uses it. */
    public synchronized ExchangeAdapter adapter(Market market) {
        return adapters.computeIfAbsent(
                market.id(),
                id -> {
                    ExchangeEndpoints there =
                            endpoints.getOrDefault(id, ExchangeEndpoints.real(market));
                    return ExchangeAdapters.open(
                            market, ExchangeSettings.defaults(market).withEndpoints(there));
                });
    }

    /** Of some symbols those to ask the exchange for. */
    public SortedSet<String> askable(int marketId, SortedSet<String> symbols) {
        SortedSet<String> askable = new TreeSet<>(symbols);
        askable.removeIf(symbol -> !mayAsk(new InstrumentId(marketId, symbol)));
        return askable;
    }

    /** Whether the exchange may know an instrument: a real one is not asked for made-up ones. */
    public boolean mayAsk(InstrumentId instrument) {
        boolean real =
                ExchangeEndpoints.real(instrument.market())
                        .equals(endpoints.get(instrument.marketId()));
        return !real || !instrument.symbol().startsWith("SYNTH");
    }

    @Override
    public synchronized void close() {
        adapters.values().forEach(ExchangeAdapter::close);
    }
}
