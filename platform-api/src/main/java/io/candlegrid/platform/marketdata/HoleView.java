package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/** A hole as it is answered. */
@Schema(name = "Hole", description = "Absent 1m candles.")
record HoleView(
        @Schema(description = "Open time of the first absent candle.") Instant from,
        @Schema(description = "Open time of the first candle after the hole.") Instant to,
        @Schema(description = "How many.", example = "120") long minutes,
        @Schema(description = "Why they are absent.") HoleType type) {

    static HoleView of(Hole hole) {
        return new HoleView(
                Instant.ofEpochMilli(hole.fromMillis()),
                Instant.ofEpochMilli(hole.toMillis()),
                hole.minutes(),
                hole.type());
    }
}
