package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.Instrument;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** An instrument as it is answered. */
@Schema(name = "Instrument", description = "Something that is traded on a market.")
record InstrumentView(
        @Schema(example = "1") int marketId,
        @Schema(example = "BTCUSDT") String symbol,
        @Schema(description = "For logs only.", example = "binance:spot:BTCUSDT")
                String instrumentKey,
        @Schema(description = "The exchange's word.", example = "trading") String status,
        @Schema(description = "Smallest price step; null when not known.")
                @Nullable BigDecimal tickSize,
        @Schema(description = "Smallest quantity step; null when not known.")
                @Nullable BigDecimal lotSize,
        @Schema(description = "Smallest order value in quote units; null when not known.")
                @Nullable BigDecimal minNotional,
        @Schema(description = "Whether orders are accepted.") boolean isTradable) {

    static InstrumentView of(Instrument instrument) {
        return new InstrumentView(
                instrument.id().marketId(),
                instrument.id().symbol(),
                instrument.id().key(),
                instrument.status(),
                instrument.tickSize(),
                instrument.lotSize(),
                instrument.minNotional(),
                instrument.tradable());
    }
}
