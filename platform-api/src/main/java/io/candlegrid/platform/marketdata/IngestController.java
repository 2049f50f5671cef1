package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.DeadLetterStore;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RejectedFrame;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How live ingest fares. */
@RestController
@RequestMapping("/api/v1/ingest")
@Tag(name = "Ingest")
class IngestController {

    private static final int MAX_LIMIT = 1_000;

    private final IngestView ingest;
    private final DeadLetterStore letters;

    IngestController(IngestView ingest, DeadLetterStore letters) {
        this.ingest = ingest;
        this.letters = letters;
    }

    @GetMapping
    @Operation(operationId = "ingest", summary = "How the live ingest of each market fares")
    List<IngestState> ingest() {
        return ingest.now();
    }

    @GetMapping("/dead-letters")
    @Operation(
            operationId = "deadLetters",
            summary = "What an exchange sent that is no candle, newest first",
            description = "The newest 10,000 of each market are kept.")
    List<DeadLetterView> deadLetters(
            @Parameter(example = "1") @RequestParam("market_id") int marketId,
            @Parameter(description = "1 to 1000.")
                    @RequestParam(name = "limit", defaultValue = "100")
                    int limit) {
        if (Market.byId(marketId).isEmpty()) {
            throw ApiProblem.invalid(
                    "market_id",
                    Integer.toString(marketId),
                    "unknown_reference",
                    "there is no market " + marketId + "; the markets are 1 to 4");
        }
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ApiProblem.invalid(
                    "limit",
                    Integer.toString(limit),
                    "out_of_range",
                    "limit must be between 1 and " + MAX_LIMIT + ", got " + limit);
        }
        return letters.latest(marketId, limit).stream().map(DeadLetterView::of).toList();
    }

    /** A frame that was set aside. */
    @Schema(name = "DeadLetter")
    record DeadLetterView(
            int marketId,
            @Schema(example = "websocket") String source,
            @Schema(description = "The text, cut after 2,000 characters.") String raw,
            @Schema(description = "What is wrong with it.") String cause,
            Instant receivedAt) {

        static DeadLetterView of(RejectedFrame frame) {
            return new DeadLetterView(
                    frame.marketId(),
                    frame.source().label(),
                    frame.raw(),
                    frame.cause(),
                    frame.receivedAt());
        }
    }
}
