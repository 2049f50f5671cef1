package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.marketdata.Timeframe;
import java.net.http.HttpClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The one adapter: what differs between exchanges is in their dialects. */
final class DefaultExchangeAdapter implements ExchangeAdapter {

    private static final long MINUTE = Timeframe.M1.millis();

    /** Ends a paging that doesn't end by itself. */
    private static final int MAX_PAGES = 1_000;

    private final RestDialect rest;
    private final StreamDialect stream;
    private final ExchangeSettings settings;
    private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http;
    private final RestClient client;
    private final Set<DefaultCandleFeed> feeds = ConcurrentHashMap.newKeySet();

    DefaultExchangeAdapter(
            RestDialect rest, StreamDialect stream, ExchangeSettings settings, WallTime time) {
        this.rest = rest;
        this.stream = stream;
        this.settings = settings;
        this.http =
                HttpClient.newBuilder()
                        .connectTimeout(settings.rest().connectTimeout())
                        .version(HttpClient.Version.HTTP_1_1)
                        .executor(executor)
                        .build();
        this.client = new RestClient(rest, settings.endpoints(), settings.rest(), http, time);
    }

    @Override
    public Market market() {
        return rest.market();
    }

    @Override
    public InstrumentListing instruments() {
        TreeMap<String, ListedInstrument> bySymbol = new TreeMap<>();
        List<DeadLetter> setAside = new ArrayList<>();
        int others = 0;
        String cursor = null;
        for (int page = 0; page == 0 || cursor != null; page++) {
            RestCall call = rest.instruments(cursor);
            if (page == MAX_PAGES) {
                throw unreadable(call, "the list of instruments doesn't end", null);
            }
            JsonNode body = client.get(call);
            for (JsonNode row : rows(call, body)) {
                try {
                    ListedInstrument listed = rest.instrument(row).orElse(null);
                    if (listed == null) {
                        others++;
                    } else {
                        bySymbol.put(listed.instrument().id().symbol(), listed);
                    }
                } catch (UnreadableException e) {
                    setAside.add(letter(row, e));
                }
            }
            cursor = rest.nextCursor(body).orElse(null);
        }
        return new InstrumentListing(List.copyOf(bySymbol.values()), others, setAside);
    }

    private JsonNode rows(RestCall call, JsonNode body) {
        try {
            return rest.instrumentRows(body);
        } catch (UnreadableException e) {
            throw unreadable(call, e.reason(), e);
        }
    }

    private DeadLetter letter(JsonNode row, UnreadableException e) {
        return new DeadLetter(
                market(),
                CandleSource.REST,
                row.toString(),
                e.reason(),
                settings.clock().instant());
    }

    private static ExchangeException unreadable(
            RestCall call, String reason, @Nullable Throwable cause) {
        return new ExchangeException(
                ExchangeException.Kind.UNREADABLE, call.pathAndQuery() + ": " + reason, cause);
    }

    @Override
    public FetchedCandles candles(InstrumentId instrument, long fromMillis, long toMillis) {
        requireOurs(instrument);
        if (fromMillis % MINUTE != 0
                || toMillis % MINUTE != 0
                || toMillis - fromMillis > FetchedCandles.MAX_MINUTES * MINUTE) {
            throw new IllegalArgumentException(
                    "fromMillis="
                            + fromMillis
                            + " toMillis="
                            + toMillis
                            + " must be on the minute and at most "
                            + FetchedCandles.MAX_MINUTES
                            + " minutes apart");
        }
        Instant settled = settings.clock().instant().minus(settings.closeGrace());
        long closed = Math.floorDiv(settled.toEpochMilli(), MINUTE) * MINUTE;
        return new CandlePager(rest, client, instrument, settings.clock()::instant)
                .fetch(fromMillis, Math.min(toMillis, closed));
    }

    @Override
    public List<FundingRate> funding(InstrumentId instrument, long fromMillis, long toMillis) {
        requireOurs(instrument);
        if (market().type() == MarketType.SPOT) {
            return List.of();
        }
        TreeMap<Long, FundingRate> rates = new TreeMap<>();
        long from = fromMillis;
        long to = toMillis;
        for (int page = 0; from < to; page++) {
            RestCall call = rest.funding(instrument.symbol(), from, to);
            if (page == MAX_PAGES) {
                throw unreadable(call, "the list of funding rates doesn't end", null);
            }
            List<FundingRate> some = fundingPage(call);
            for (FundingRate rate : some) {
                if (rate.timeMillis() >= fromMillis && rate.timeMillis() < toMillis) {
                    rates.put(rate.timeMillis(), rate);
                }
            }
            if (some.size() < rest.maxFunding()) {
                break;
            }
            Comparator<FundingRate> byTime = Comparator.comparingLong(FundingRate::timeMillis);
            if (rest.fundingIsNewestFirst()) {
                to = Math.min(to - 1, some.stream().min(byTime).orElseThrow().timeMillis());
            } else {
                from = Math.max(from, some.stream().max(byTime).orElseThrow().timeMillis()) + 1;
            }
        }
        return List.copyOf(rates.values());
    }

    private List<FundingRate> fundingPage(RestCall call) {
        try {
            return rest.fundingRates(client.get(call));
        } catch (UnreadableException e) {
            throw unreadable(call, e.reason(), e);
        }
    }

    private void requireOurs(InstrumentId instrument) {
        if (instrument.marketId() != market().id()) {
            throw new IllegalArgumentException(instrument + " is not of market " + market().id());
        }
    }

    @Override
    public CandleFeed openFeed(Consumer<FeedEvent> listener) {
        DefaultCandleFeed feed =
                new DefaultCandleFeed(stream, settings, http, listener, feeds::remove);
        feeds.add(feed);
        return feed;
    }

    @Override
    public void close() {
        List.copyOf(feeds).forEach(DefaultCandleFeed::close);
        http.shutdownNow();
        executor.shutdown();
    }
}
