package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The REST interface of Binance, spot ({@code /api/v3}) and USDT futures ({@code /fapi/v1}). Limits
 * are weights per minute and address, reported in {@code X-MBX-USED-WEIGHT-1M}; 429 says slow down,
 * 418 that the address is banned for a while, both with {@code Retry-After} seconds.
 */
record BinanceRest(Market market) implements RestDialect {

    private static final int SPOT_LIMIT = 6_000;
    private static final int FUTURES_LIMIT = 2_400;
    private static final double SHARE = 0.8;

    private boolean isSpot() {
        return market.type() == MarketType.SPOT;
    }

    private String path(String name) {
        return (isSpot() ? "/api/v3/" : "/fapi/v1/") + name;
    }

    @Override
    public RequestBudget newBudget(WallTime time) {
        int limit = isSpot() ? SPOT_LIMIT : FUTURES_LIMIT;
        return new RequestBudget(time, Duration.ofMinutes(1), (int) (limit * SHARE));
    }

    @Override
    public RestVerdict judge(RestAnswer answer, RequestBudget budget) {
        header(answer, "X-MBX-USED-WEIGHT-1M")
                .ifPresent(used ->
                        budget.report((int) Math.min(used, Integer.MAX_VALUE), answer.at()));
        int status = answer.status();
        if (status == 429 || status == 418) {
            return new RestVerdict.TooMany(retryAfter(answer), answer.excerpt());
        }
        if (status >= 500 || status == 403) {
            // 403 comes from the firewall in front, by mistake or for too many requests.
            return new RestVerdict.Again(answer.excerpt());
        }
        if (status != 200) {
            return new RestVerdict.Refused(answer.excerpt());
        }
        try {
            return new RestVerdict.Good(Json.parse(answer.body()));
        } catch (UnreadableException e) {
            return new RestVerdict.Unreadable(e.reason() + ": " + answer.excerpt());
        }
    }

    static @Nullable Instant retryAfter(RestAnswer answer) {
        OptionalLong seconds = header(answer, "Retry-After");
        return seconds.isPresent()
                ? answer.at().plusSeconds(Math.min(seconds.getAsLong(), 7 * 86_400))
                : null;
    }

    /** A header that is a whole number, if it is there. */
    static OptionalLong header(RestAnswer answer, String name) {
        String text = answer.headers().firstValue(name).orElse("");
        return text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    @Override
    public RestCall instruments(@Nullable String cursor) {
        return new RestCall(path("exchangeInfo"), isSpot() ? 20 : 1);
    }

    @Override
    public JsonNode instrumentRows(JsonNode body) throws UnreadableException {
        return array(body.path("symbols"), "symbols");
    }

    @Override
    public Optional<String> nextCursor(JsonNode body) {
        return Optional.empty();
    }

    @Override
    public Optional<ListedInstrument> instrument(JsonNode row) throws UnreadableException {
        String symbol = Json.text(row.path("symbol"), "symbol");
        String base = Json.text(row.path("baseAsset"), "baseAsset");
        String quote = Json.text(row.path("quoteAsset"), "quoteAsset");
        String status = Json.text(row.path("status"), "status");
        if (!InstrumentId.isSymbol(symbol) || (!isSpot() && !isUsdtPerpetual(row, quote))) {
            return Optional.empty();
        }
        JsonNode price = filter(row, "PRICE_FILTER");
        JsonNode lot = filter(row, "LOT_SIZE");
        boolean spotAllowed = row.path("isSpotTradingAllowed").asBoolean(true);
        return Optional.of(
                new ListedInstrument(
                        new Instrument(
                                id(market, symbol),
                                status.toLowerCase(Locale.ROOT),
                                positive(price.path("tickSize"), "tickSize"),
                                positive(lot.path("stepSize"), "stepSize"),
                                minNotional(row),
                                status.equals("TRADING") && spotAllowed,
                                "exchange"),
                        base,
                        quote,
                        positive(lot.path("minQty"), "minQty")));
    }

    private static boolean isUsdtPerpetual(JsonNode row, String quote) throws UnreadableException {
        String margin =
                row.path("marginAsset").isMissingNode()
                        ? quote
                        : Json.text(row.path("marginAsset"), "marginAsset");
        String contract = row.path("contractType").asString("");
        return margin.equals("USDT") && quote.equals("USDT") && contract.endsWith("PERPETUAL");
    }

    static InstrumentId id(Market market, String symbol) throws UnreadableException {
        if (!InstrumentId.isSymbol(symbol)) {
            throw new UnreadableException(
                    "symbol " + symbol + " is not of upper-case letters, digits, '_', '.' and '-'");
        }
        return new InstrumentId(market.id(), symbol);
    }

    /** A rule that is known; the exchanges write 0 where they have none. */
    static @Nullable BigDecimal positive(JsonNode node, String name) throws UnreadableException {
        return Json.optionalDecimal(node, name).filter(value -> value.signum() > 0).orElse(null);
    }

    private static @Nullable BigDecimal minNotional(JsonNode row) throws UnreadableException {
        // Spot renamed MIN_NOTIONAL to NOTIONAL in 2023; futures call the field itself notional.
        for (String type : List.of("NOTIONAL", "MIN_NOTIONAL")) {
            JsonNode filter = filter(row, type);
            for (String field : List.of("minNotional", "notional")) {
                BigDecimal value = positive(filter.path(field), field);
                if (value != null) {
                    return value;
                }
            }
        }
        return null;
    }

    private static JsonNode filter(JsonNode row, String type) {
        for (JsonNode filter : row.path("filters")) {
            if (filter.path("filterType").asString("").equals(type)) {
                return filter;
            }
        }
        return row.path("filters").path(-1);
    }

    @Override
    public int maxCandles() {
        return 1_000;
    }

    @Override
    public RestCall candles(String symbol, long fromMillis, long toMillis) {
        int limit = (int) Math.min((toMillis - fromMillis) / 60_000, maxCandles());
        int weight = isSpot() ? 2 : limit < 100 ? 1 : limit < 500 ? 2 : 5;
        return new RestCall(
                path("klines")
                        + "?symbol="
                        + symbol
                        + "&interval=1m&startTime="
                        + fromMillis
                        + "&endTime="
                        + (toMillis - 1)
                        + "&limit="
                        + limit,
                weight);
    }

    @Override
    public JsonNode candleRows(JsonNode body) throws UnreadableException {
        return array(body, "the list of candles");
    }

    @Override
    public Candle candle(InstrumentId instrument, JsonNode row) throws UnreadableException {
        if (!row.isArray() || row.size() < 11) {
            throw new UnreadableException("a candle has at least 11 fields, not " + row.size());
        }
        try {
            return new Candle(
                    instrument,
                    Json.whole(row.path(0), "open time"),
                    Json.exact(row.path(1), "open"),
                    Json.exact(row.path(2), "high"),
                    Json.exact(row.path(3), "low"),
                    Json.exact(row.path(4), "close"),
                    Json.exact(row.path(5), "volume"),
                    Json.rounded(row.path(7), "quote volume"),
                    Json.rounded(row.path(9), "taker buy volume"),
                    Json.rounded(row.path(10), "taker buy quote volume"),
                    Json.whole(row.path(8), "number of trades"));
        } catch (CandleDataException e) {
            throw new UnreadableException(e);
        }
    }

    @Override
    public int maxFunding() {
        return 1_000;
    }

    @Override
    public boolean fundingIsNewestFirst() {
        return false;
    }

    @Override
    public RestCall funding(String symbol, long fromMillis, long toMillis) {
        // Counted apart by the exchange, 500 in 5 minutes; 20 of 1,920 makes it 96 a minute.
        return new RestCall(
                path("fundingRate")
                        + "?symbol="
                        + symbol
                        + "&startTime="
                        + fromMillis
                        + "&endTime="
                        + (toMillis - 1)
                        + "&limit="
                        + maxFunding(),
                20);
    }

    @Override
    public List<FundingRate> fundingRates(JsonNode body) throws UnreadableException {
        List<FundingRate> rates = new ArrayList<>();
        for (JsonNode row : array(body, "the list of funding rates")) {
            rates.add(
                    new FundingRate(
                            Json.whole(row.path("fundingTime"), "fundingTime"),
                            Json.exact(row.path("fundingRate"), "fundingRate")));
        }
        return rates;
    }

    static JsonNode array(JsonNode node, String name) throws UnreadableException {
        if (!node.isArray()) {
            throw new UnreadableException(name + " is not an array");
        }
        return node;
    }
}
