package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.Market;
import io.swagger.v3.oas.annotations.media.Schema;

/** A market as it is answered. */
@Schema(name = "Market", description = "One exchange's market of one type.")
record MarketView(
        @Schema(example = "1") int marketId,
        @Schema(example = "binance") String exchange,
        @Schema(
                        example = "spot",
                        allowableValues = {"spot", "futures"})
                String type,
        @Schema(description = "Percent of notional.", example = "0.1") double takerFeePct,
        @Schema(description = "Percent of notional.", example = "0.1") double makerFeePct,
        @Schema(description = "Percent of notional; 0 on spot.", example = "0")
                double maintenanceMarginPct) {

    static MarketView of(Market market) {
        return new MarketView(
                market.id(),
                market.exchange().label(),
                market.type().label(),
                market.takerFeePct(),
                market.makerFeePct(),
                market.maintenanceMarginPct());
    }
}
