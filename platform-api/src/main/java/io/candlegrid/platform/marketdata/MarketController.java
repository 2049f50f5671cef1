package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.MarkStore;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.MarketStore;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What markets and instruments there are, and which candles of them are stored. */
@RestController
@RequestMapping("/api/v1")
@Tag(name = "Market data")
class MarketController {

    private final MarketStore markets;
    private final InstrumentStore instruments;
    private final CandleStore candles;
    private final FundingStore funding;
    private final MarkStore marks;

    MarketController(
            MarketStore markets,
            InstrumentStore instruments,
            CandleStore candles,
            FundingStore funding,
            MarkStore marks) {
        this.markets = markets;
        this.instruments = instruments;
        this.candles = candles;
        this.funding = funding;
        this.marks = marks;
    }

    @GetMapping("/markets")
    @Operation(operationId = "markets", summary = "The markets, with their default fees")
    List<MarketView> markets() {
        return markets.all().stream().map(MarketView::of).toList();
    }

    @GetMapping("/instruments")
    @Operation(operationId = "instruments", summary = "The instruments that are known")
    List<InstrumentView> instruments(
            @Parameter(description = "Only of this market, 1 to 4.", example = "1")
                    @RequestParam(name = "market_id", required = false)
                    @Nullable Integer marketId) {
        if (marketId != null && Market.byId(marketId).isEmpty()) {
            throw ApiProblem.invalid(
                    "market_id",
                    marketId.toString(),
                    "unknown_reference",
                    "there is no market " + marketId + "; the markets are 1 to 4");
        }
        List<Instrument> found =
                marketId == null ? instruments.all() : instruments.ofMarket(marketId);
        return found.stream().map(InstrumentView::of).toList();
    }

    @GetMapping("/coverage")
    @Operation(
            operationId = "coverage",
            summary = "Which 1m candles are stored, with holes and their types",
            description = "Of one instrument, which is quicker, or of all.")
    List<CoverageView> coverage(
            @Parameter(description = "With symbol: only of this instrument.", example = "1")
                    @RequestParam(name = "market_id", required = false)
                    @Nullable Integer marketId,
            @Parameter(
                            description = "With market_id: only of this instrument.",
                            example = "BTCUSDT")
                    @RequestParam(name = "symbol", required = false)
                    @Nullable String symbol) {
        if (marketId == null && symbol == null) {
            return candles.coverage().stream().map(CoverageView::of).toList();
        }
        if (marketId == null || symbol == null) {
            String absent = marketId == null ? "market_id" : "symbol";
            throw ApiProblem.invalid(
                    absent, null, "required", "market_id and symbol belong together");
        }
        return candles.coverage(CandleQuery.instrument(marketId, symbol)).stream()
                .map(CoverageView::of)
                .toList();
    }

    @GetMapping("/coverage/futures")
    @Operation(
            operationId = "futuresCoverage",
            summary = "Which funding rates and mark prices are stored",
            description = "Also of instruments of which no candles are stored.")
    List<FuturesCoverageView> futuresCoverage() {
        return FuturesCoverageView.of(funding.stored(), marks.stored());
    }
}
