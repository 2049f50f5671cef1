package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.Gap;
import io.candlegrid.domain.marketdata.HoleType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A gap as it is answered. */
@Schema(name = "Gap", description = "Absent candles that are looked after.")
record GapView(
        @Schema(example = "17") long id,
        @Schema(example = "1") int marketId,
        @Schema(example = "BTCUSDT") String symbol,
        @Schema(description = "For logs only.", example = "binance:spot:BTCUSDT")
                String instrumentKey,
        @Schema(description = "Open time of the first absent candle.") Instant from,
        @Schema(description = "Open time of the first candle after it.") Instant to,
        @Schema(description = "How many candles.", example = "12") long minutes,
        @Schema(description = "Why they are absent.") HoleType type,
        @Schema(
                        description =
                                "OPEN: the exchange is going to be asked. REPAIRED: the candles are"
                                        + " there. EXPLAINED: there are none. GIVEN_UP: the exchange did"
                                        + " not answer, a person has to look.")
                Gap.State state,
        @Schema(description = "How often the exchange did not answer.") int attempts,
        @Schema(description = "When it is asked next; null unless open.")
                @Nullable Instant nextAttempt,
        @Schema(description = "What is known about it.") String detail,
        Instant found,
        Instant changed) {

    static GapView of(Gap gap) {
        return new GapView(
                gap.id(),
                gap.instrument().marketId(),
                gap.instrument().symbol(),
                gap.instrument().key(),
                Instant.ofEpochMilli(gap.hole().fromMillis()),
                Instant.ofEpochMilli(gap.hole().toMillis()),
                gap.hole().minutes(),
                gap.hole().type(),
                gap.state(),
                gap.attempts(),
                gap.nextAttempt(),
                gap.detail(),
                gap.foundAt(),
                gap.changedAt());
    }
}
