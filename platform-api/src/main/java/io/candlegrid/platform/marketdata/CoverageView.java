package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.Coverage;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;

/** What is stored of an instrument, as it is answered. */
@Schema(name = "Coverage", description = "Which 1m candles of an instrument are stored.")
record CoverageView(
        @Schema(example = "1") int marketId,
        @Schema(example = "BTCUSDT") String symbol,
        @Schema(example = "binance:spot:BTCUSDT") String instrumentKey,
        @Schema(description = "How many.", example = "525600") long candles,
        @Schema(description = "Open time of the first.") Instant first,
        @Schema(description = "Open time of the last.") Instant last,
        @Schema(description = "Whether any of them is made up.") boolean synthetic,
        @Schema(description = "In order, at most 1000.") List<HoleView> holes,
        @Schema(description = "Every month from the first candle's to the last one's.")
                List<MonthCoverage> months) {

    static CoverageView of(Coverage coverage) {
        return new CoverageView(
                coverage.instrument().marketId(),
                coverage.instrument().symbol(),
                coverage.instrument().key(),
                coverage.count(),
                Instant.ofEpochMilli(coverage.firstMillis()),
                Instant.ofEpochMilli(coverage.lastMillis()),
                coverage.synthetic(),
                coverage.holes().stream().map(HoleView::of).toList(),
                coverage.months().stream().map(MonthCoverage::of).toList());
    }

    /** Candles of one calendar month. */
    @Schema(description = "Candles of one calendar month, UTC.")
    record MonthCoverage(
            @Schema(example = "2024-01") String month,
            @Schema(description = "Candles that are stored.") long candles,
            @Schema(description = "Minutes between the first and the last candle.") long expected) {

        static MonthCoverage of(Coverage.Month month) {
            return new MonthCoverage(month.month().toString(), month.stored(), month.expected());
        }
    }
}
