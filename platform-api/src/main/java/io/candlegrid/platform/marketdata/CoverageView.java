package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.Holes;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

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
                coverage.months().stream()
                        .map(month -> MonthCoverage.of(month, coverage.holes()))
                        .toList());
    }

    /** Candles of one calendar month. */
    @Schema(description = "Candles of one calendar month, UTC.")
    record MonthCoverage(
            @Schema(example = "2024-01") String month,
            @Schema(description = "Candles that are stored.") long candles,
            @Schema(description = "Minutes between the first and the last candle.") long expected,
            @Schema(
                            description =
                                    "Absent minutes by why they are; only those that there are.",
                            example = "{\"VENUE_HALT\": 120}")
                    Map<HoleType, Long> absent) {

        static MonthCoverage of(Coverage.Month month, List<Hole> holes) {
            return new MonthCoverage(
                    month.month().toString(),
                    month.stored(),
                    month.expected(),
                    absent(month, holes));
        }

        /** Holes that are too many to be listed are of an unknown type. */
        private static Map<HoleType, Long> absent(Coverage.Month month, List<Hole> holes) {
            long unlisted = month.expected() - month.stored();
            Map<HoleType, Long> absent = new EnumMap<>(HoleType.class);
            for (Hole hole :
                    Holes.within(holes, start(month.month()), start(month.month().plusMonths(1)))) {
                absent.merge(hole.type(), hole.minutes(), Long::sum);
                unlisted -= hole.minutes();
            }
            if (unlisted > 0) {
                absent.merge(HoleType.UNKNOWN, unlisted, Long::sum);
            }
            return absent;
        }

        private static long start(YearMonth month) {
            return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toEpochMilli();
        }
    }
}
