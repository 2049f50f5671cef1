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
        @Schema(
                        description = "The exchange's word; delisted when it lists it no more.",
                        example = "trading")
                String status,
        @Schema(description = "Smallest price step; null when not known.")
                @Nullable BigDecimal tickSize,
        @Schema(description = "Smallest quantity step; null when not known.")
                @Nullable BigDecimal lotSize,
        @Schema(description = "Smallest quantity of an order; null when not known.")
                @Nullable BigDecimal minQuantity,
        @Schema(description = "Smallest order value in quote units; null when not known.")
                @Nullable BigDecimal minNotional,
        @Schema(description = "Whether orders are accepted.") boolean isTradable,
        @Schema(
                        description =
                                "Where this is from: exchange, person, or where candles were found.",
                        example = "exchange")
                String source) {

    static InstrumentView of(Instrument instrument) {
        return new InstrumentView(
                instrument.id().marketId(),
                instrument.id().symbol(),
                instrument.id().key(),
                instrument.status(),
                instrument.tickSize(),
                instrument.lotSize(),
                instrument.minQuantity(),
                instrument.minNotional(),
                instrument.tradable(),
                instrument.source());
    }
}
