package io.candlegrid.grid.exchange;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How a market's REST interface is asked and read. Stateless. */
interface RestDialect {

    Market market();

    /** A new account of the requests, with this exchange's limits. */
    RequestBudget newBudget(WallTime time);

    /** Judges an answer and books what its headers say. */
    RestVerdict judge(RestAnswer answer, RequestBudget budget);

    /** The request for a page of instruments; the first one has no cursor. */
    RestCall instruments(@Nullable String cursor);

    /** The entries of a page of instruments. */
    JsonNode instrumentRows(JsonNode body) throws UnreadableException;

    /** The cursor of the next page, if there is one. */
    Optional<String> nextCursor(JsonNode body);

    /** One entry; empty when it is of a kind that candlegrid doesn't trade. */
    Optional<ListedInstrument> instrument(JsonNode row) throws UnreadableException;

    /** Most candles one request gives. */
    int maxCandles();

    /** The request for candles with open time in [fromMillis, toMillis), not too many. */
    RestCall candles(String symbol, long fromMillis, long toMillis);

    /** The rows of a page of candles, in the exchange's order. */
    JsonNode candleRows(JsonNode body) throws UnreadableException;

    /** One row. */
    Candle candle(InstrumentId instrument, JsonNode row) throws UnreadableException;

    /** Most funding rates one request gives. */
    int maxFunding();

    /** Whether a page that is too long for its time has the newest rates, not the oldest. */
    boolean fundingIsNewestFirst();

    /** The request for funding rates due in [fromMillis, toMillis). */
    RestCall funding(String symbol, long fromMillis, long toMillis);

    /** The rates of a page, in the exchange's order. */
    List<FundingRate> fundingRates(JsonNode body) throws UnreadableException;
}
