package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketType;
import io.candlegrid.domain.marketdata.RawCandles;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The REST interface of Bybit v5, spot and linear. Answers are wrapped ({@code retCode}, {@code
 * result}); lists come newest first. An address may send 600 requests in 5 s, then gets 403 for ten
 * minutes; {@code retCode} 10006 and the {@code X-Bapi-Limit…} headers say that one interface is
 * asked too often.
 */
record BybitRest(Market market) implements RestDialect {

    private static final int TOO_MANY = 10_006;
    private static final int TOO_MANY_FROM_ADDRESS = 10_018;

    /** Timeout, internal error, server busy. */
    private static final Set<Integer> SERVER_PROBLEMS = Set.of(10_000, 10_016, 10_019);

    /** Where the interface limits don't say for how long. */
    private static final Duration BAN = Duration.ofMinutes(10);

    private boolean isSpot() {
        return market.type() == MarketType.SPOT;
    }

    private String category() {
        return isSpot() ? "spot" : "linear";
    }

    @Override
    public RequestBudget newBudget(WallTime time) {
        // Two markets share the address's 600.
        return new RequestBudget(time, Duration.ofSeconds(5), 250);
    }

    @Override
    public RestVerdict judge(RestAnswer answer, RequestBudget budget) {
        long remaining = BinanceRest.header(answer, "X-Bapi-Limit-Status").orElse(Long.MAX_VALUE);
        OptionalLong resetMillis = BinanceRest.header(answer, "X-Bapi-Limit-Reset-Timestamp");
        Instant reset =
                resetMillis.isPresent() ? Instant.ofEpochMilli(resetMillis.getAsLong()) : null;
        if (remaining <= 0 && reset != null) {
            budget.pauseUntil(reset);
        }
        int status = answer.status();
        if (status == 403 || status == 429) {
            Instant told = BinanceRest.retryAfter(answer);
            Instant until = told != null ? told : status == 403 ? answer.at().plus(BAN) : reset;
            return new RestVerdict.TooMany(until, answer.excerpt());
        }
        if (status >= 500) {
            return new RestVerdict.Again(answer.excerpt());
        }
        if (status != 200) {
            return new RestVerdict.Refused(answer.excerpt());
        }
        try {
            return code(Json.parse(answer.body()), reset, answer);
        } catch (UnreadableException e) {
            return new RestVerdict.Unreadable(e.reason() + ": " + answer.excerpt());
        }
    }

    private static RestVerdict code(JsonNode body, @Nullable Instant reset, RestAnswer answer)
            throws UnreadableException {
        long code = Json.whole(body.path("retCode"), "retCode");
        String reason = "retCode " + code + " " + body.path("retMsg").asString("");
        if (code == 0) {
            return new RestVerdict.Good(body.path("result"));
        }
        if (code == TOO_MANY || code == TOO_MANY_FROM_ADDRESS) {
            boolean ahead = reset != null && reset.isAfter(answer.at());
            return new RestVerdict.TooMany(ahead ? reset : null, reason);
        }
        return SERVER_PROBLEMS.contains((int) code)
                ? new RestVerdict.Again(reason)
                : new RestVerdict.Refused(reason);
    }

    @Override
    public RestCall instruments(@Nullable String cursor) {
        return new RestCall(
                "/v5/market/instruments-info?category="
                        + category()
                        + "&limit=1000"
                        + (cursor == null
                                ? ""
                                : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8)),
                1);
    }

    @Override
    public JsonNode instrumentRows(JsonNode body) throws UnreadableException {
        return BinanceRest.array(body.path("list"), "list");
    }

    @Override
    public Optional<String> nextCursor(JsonNode body) {
        return Optional.of(body.path("nextPageCursor").asString("")).filter(c -> !c.isEmpty());
    }

    @Override
    public Optional<ListedInstrument> instrument(JsonNode row) throws UnreadableException {
        String symbol = Json.text(row.path("symbol"), "symbol");
        String base = Json.text(row.path("baseCoin"), "baseCoin");
        String quote = Json.text(row.path("quoteCoin"), "quoteCoin");
        String status = Json.text(row.path("status"), "status");
        if (!InstrumentId.isSymbol(symbol) || (!isSpot() && !isUsdtPerpetual(row, quote))) {
            return Optional.empty();
        }
        JsonNode lot = row.path("lotSizeFilter");
        BigDecimal minNotional =
                BinanceRest.positive(
                        lot.path(isSpot() ? "minOrderAmt" : "minNotionalValue"), "minimum amount");
        return Optional.of(
                new ListedInstrument(
                        new Instrument(
                                BinanceRest.id(market, symbol),
                                status.toLowerCase(Locale.ROOT),
                                BinanceRest.positive(
                                        row.path("priceFilter").path("tickSize"), "tickSize"),
                                BinanceRest.positive(
                                        lot.path(isSpot() ? "basePrecision" : "qtyStep"),
                                        "quantity step"),
                                minNotional,
                                status.equals("Trading"),
                                "exchange"),
                        base,
                        quote,
                        BinanceRest.positive(lot.path("minOrderQty"), "minOrderQty")));
    }

    private static boolean isUsdtPerpetual(JsonNode row, String quote) {
        return quote.equals("USDT")
                && row.path("settleCoin").asString(quote).equals("USDT")
                && row.path("contractType").asString("").equals("LinearPerpetual");
    }

    @Override
    public int maxCandles() {
        return 1_000;
    }

    @Override
    public RestCall candles(String symbol, long fromMillis, long toMillis) {
        return new RestCall(
                "/v5/market/kline?category="
                        + category()
                        + "&symbol="
                        + symbol
                        + "&interval=1&start="
                        + fromMillis
                        + "&end="
                        + (toMillis - 1)
                        + "&limit="
                        + Math.min((toMillis - fromMillis) / 60_000, maxCandles()),
                1);
    }

    @Override
    public JsonNode candleRows(JsonNode body) throws UnreadableException {
        return BinanceRest.array(body.path("list"), "list");
    }

    @Override
    public Candle candle(InstrumentId instrument, JsonNode row) throws UnreadableException {
        if (!row.isArray() || row.size() < 6) {
            throw new UnreadableException("a candle has at least 6 fields, not " + row.size());
        }
        try {
            return new Candle(
                    instrument,
                    Json.whole(row.path(0), "start time"),
                    Json.exact(row.path(1), "open"),
                    Json.exact(row.path(2), "high"),
                    Json.exact(row.path(3), "low"),
                    Json.exact(row.path(4), "close"),
                    Json.exact(row.path(5), "volume"),
                    row.size() > 6 ? Json.rounded(row.path(6), "turnover") : Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    RawCandles.TRADES_UNKNOWN);
        } catch (CandleDataException e) {
            throw new UnreadableException(e);
        }
    }

    @Override
    public int maxFunding() {
        return 200;
    }

    @Override
    public boolean fundingIsNewestFirst() {
        return true;
    }

    @Override
    public RestCall funding(String symbol, long fromMillis, long toMillis) {
        return new RestCall(
                "/v5/market/funding/history?category="
                        + category()
                        + "&symbol="
                        + symbol
                        + "&startTime="
                        + fromMillis
                        + "&endTime="
                        + (toMillis - 1)
                        + "&limit="
                        + maxFunding(),
                1);
    }

    @Override
    public List<FundingRate> fundingRates(JsonNode body) throws UnreadableException {
        List<FundingRate> rates = new ArrayList<>();
        for (JsonNode row : BinanceRest.array(body.path("list"), "list")) {
            rates.add(
                    new FundingRate(
                            Json.whole(row.path("fundingRateTimestamp"), "fundingRateTimestamp"),
                            Json.exact(row.path("fundingRate"), "fundingRate")));
        }
        return rates;
    }
}
