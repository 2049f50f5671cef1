package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.Gap;
import io.candlegrid.domain.marketdata.GapStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.platform.schedule.Schedules;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.Paging;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Shows gaps and has them asked about again. */
@RestController
@RequestMapping("/api/v1/gaps")
@Tag(name = "Market data")
class GapController {

    private static final int MAX_LIMIT = 1_000;

    private final GapStore gaps;
    private final CandleStore candles;
    private final Schedules schedules;
    private final Clock clock;

    GapController(GapStore gaps, CandleStore candles, Schedules schedules, Clock clock) {
        this.gaps = gaps;
        this.candles = candles;
        this.schedules = schedules;
        this.clock = clock;
    }

    @GetMapping
    @Operation(
            operationId = "gaps",
            summary = "Gaps in the stored candles, the latest changed first")
    Gaps list(
            @Parameter(description = "Only of this market, 1 to 4.", example = "1")
                    @RequestParam(name = "market_id", required = false)
                    @Nullable Integer marketId,
            @Parameter(description = "Only of this symbol.", example = "BTCUSDT")
                    @RequestParam(name = "symbol", required = false)
                    @Nullable String symbol,
            @Parameter(description = "Only of this type.", example = "VENUE_HALT")
                    @RequestParam(name = "type", required = false)
                    @Nullable String type,
            @Parameter(description = "Only in this state.", example = "OPEN")
                    @RequestParam(name = "state", required = false)
                    @Nullable String state,
            @Parameter(description = "Most rows, 1 to 1000.")
                    @RequestParam(name = "limit", defaultValue = "100")
                    int limit,
            @Parameter(description = "Rows to skip.")
                    @RequestParam(name = "offset", defaultValue = "0")
                    int offset) {
        Paging.check(limit, MAX_LIMIT, offset);
        if (marketId != null && Market.byId(marketId).isEmpty()) {
            throw ApiProblem.invalid(
                    "market_id",
                    marketId.toString(),
                    "unknown_reference",
                    "there is no market " + marketId + "; the markets are 1 to 4");
        }
        GapStore.Filter filter =
                new GapStore.Filter(
                        marketId,
                        symbol,
                        type == null ? null : one("type", type, HoleType.values()),
                        state == null ? null : one("state", state, Gap.State.values()));
        return new Gaps(
                gaps.count(filter),
                gaps.list(filter, limit, offset).stream().map(GapView::of).toList());
    }

    @PostMapping("/{id}/repair")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Operation(
            operationId = "repairGap",
            summary = "Ask the exchange about a gap at once",
            description =
                    "With all attempts again, also when it was explained or given up. 409 when it is"
                            + " repaired, and of a made-up market.")
    GapView repair(@PathVariable("id") long id) {
        Gap gap = require(id);
        if (gap.state() == Gap.State.REPAIRED) {
            throw ApiProblem.conflict(
                    "state", gap.state().name(), "there is nothing to repair: " + gap.detail());
        }
        if (candles.coverage(gap.instrument()).map(Coverage::synthetic).orElse(false)) {
            throw ApiProblem.conflict(
                    "id",
                    Long.toString(id),
                    gap.instrument().key() + " is made up: there is no exchange to ask");
        }
        List<Gap> reopened = gaps.replace(gap, List.of(gap.reopened(clock.instant())));
        boolean waits =
                schedules
                        .find(MarketDataTasks.GAPS)
                        .filter(status -> status.state() == Schedules.State.RUNNING)
                        .isPresent();
        if (!waits) {
            schedules.runNow(MarketDataTasks.GAPS);
        }
        return GapView.of(reopened.isEmpty() ? require(id) : reopened.getFirst());
    }

    private Gap require(long id) {
        return gaps.find(id)
                .orElseThrow(() ->
                        ApiProblem.notFound("id", Long.toString(id), "there is no gap " + id));
    }

    private static <E extends Enum<E>> E one(String path, String text, E[] values) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() ->
                        ApiProblem.invalid(
                                path,
                                text,
                                "unknown_value",
                                path + " must be one of " + Arrays.toString(values)));
    }

    /** The answer. */
    @Schema(name = "Gaps")
    record Gaps(@Schema(description = "How many pass.") long total, List<GapView> gaps) {}
}
