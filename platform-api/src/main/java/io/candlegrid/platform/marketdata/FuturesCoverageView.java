package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.StoredSpan;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is stored of a futures instrument besides its candles, as it is answered. */
@Schema(
        name = "FuturesCoverage",
        description = "Which funding rates and mark prices of an instrument are stored.")
record FuturesCoverageView(
        @Schema(example = "2") int marketId,
        @Schema(example = "BTCUSDT") String symbol,
        @Schema(description = "Funding rates; null when there are none.") @Nullable Span funding,
        @Schema(description = "1m candles of the mark price; null when there are none.")
                @Nullable Span mark) {

    /** By market, then symbol. */
    static List<FuturesCoverageView> of(
            Map<InstrumentId, StoredSpan> funding, Map<InstrumentId, StoredSpan> marks) {
        return Stream.concat(funding.keySet().stream(), marks.keySet().stream())
                .distinct()
                .sorted(
                        Comparator.comparingInt(InstrumentId::marketId)
                                .thenComparing(InstrumentId::symbol))
                .map(id ->
                        new FuturesCoverageView(
                                id.marketId(),
                                id.symbol(),
                                Span.of(funding.get(id)),
                                Span.of(marks.get(id))))
                .toList();
    }

    /** From when to when. */
    @Schema(name = "StoredSpan", description = "From when to when something is stored.")
    record Span(
            @Schema(description = "How many.", example = "1095") long count,
            @Schema(description = "Time of the first.") Instant first,
            @Schema(description = "Time of the last.") Instant last) {

        private static @Nullable Span of(@Nullable StoredSpan span) {
            return span == null
                    ? null
                    : new Span(
                            span.count(),
                            Instant.ofEpochMilli(span.firstMillis()),
                            Instant.ofEpochMilli(span.lastMillis()));
        }
    }
}
