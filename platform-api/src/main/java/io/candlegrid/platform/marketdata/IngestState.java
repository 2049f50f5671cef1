package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.IngestReport;
import io.candlegrid.domain.marketdata.Market;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How the live ingest of a market fares. */
@Schema(
        name = "IngestState",
        description = "The live ingest of a market; counters run since its pipeline was started.")
record IngestState(
        @Schema(example = "1") int marketId,
        @Schema(example = "binance") String exchange,
        @Schema(example = "spot") String type,
        @Schema(
                        description =
                                "off: no subscriptions. starting: nobody ingests it yet."
                                        + " disconnected: no connection to the exchange."
                                        + " catching_up: missing minutes are fetched over REST.",
                        allowableValues = {
                            "off",
                            "starting",
                            "disconnected",
                            "catching_up",
                            "live"
                        })
                String state,
        @Schema(description = "Whether somebody ingests it now and this is what he says.")
                boolean fresh,
        @Schema(description = "Grid address of who ingests it, and a number.")
                @Nullable String member,
        @Schema(description = "Instruments wanted.") int subscribed,
        @Schema(description = "Of these, how many the exchange confirmed.") int acknowledged,
        @Schema(description = "Open WebSocket connections.") int connections,
        @Nullable Instant disconnectedSince,
        @Schema(description = "Open time of the newest candle stored.")
                @Nullable Instant lastCandle,
        @Schema(description = "From a candle's close, over the last 4,096 candles.") Lags lag,
        @Schema(description = "Live candles stored.") long candles,
        @Schema(description = "Of these, those of the last minute.") @Nullable Long perMinute,
        @Schema(description = "Live candles that came again unchanged.") long duplicates,
        @Schema(description = "Connections opened in place of one that ended.") long reconnects,
        @Schema(description = "Frames and rows that were set aside.") long deadLetters,
        @Schema(description = "Live candles that found the queue full; fetched over REST later.")
                long dropped,
        @Schema(description = "Candles stored from REST.") long backfilled,
        @Schema(description = "Candles that could not be published in Redis.") long publishFailures,
        @Schema(description = "Candles that wait for the pipeline.") int queued,
        @Schema(description = "Instruments with minutes that are still to be fetched.") int behind,
        @Schema(description = "How many such minutes there are.") long minutesBehind,
        @Schema(description = "Symbols the exchange refused, with its reason; 20 at most.")
                SortedMap<String, String> refused,
        @Schema(description = "When this was so.") @Nullable Instant at) {

    /** A lag by stage. */
    @Schema(name = "IngestLags")
    record Lags(Lag received, Lag stored, Lag published) {}

    /** A distribution. */
    @Schema(name = "IngestLag")
    record Lag(
            @Schema(description = "Median, milliseconds.") @Nullable Long p50,
            @Schema(description = "Milliseconds.") @Nullable Long p99) {

        static Lag of(IngestReport.Lag lag) {
            return new Lag(lag.p50(), lag.p99());
        }
    }

    static IngestState of(
            Market market, int subscribed, IngestRegistry.@Nullable Pipeline pipeline) {
        IngestReport report = pipeline == null ? null : pipeline.report();
        if (pipeline == null || report == null) {
            Lag none = new Lag(null, null);
            return new IngestState(
                    market.id(),
                    market.exchange().label(),
                    market.type().label(),
                    subscribed == 0 ? "off" : "starting",
                    false,
                    pipeline == null ? null : pipeline.owner(),
                    subscribed,
                    0,
                    0,
                    null,
                    null,
                    new Lags(none, none, none),
                    0,
                    null,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    0,
                    new TreeMap<>(),
                    null);
        }
        boolean fresh = pipeline.fresh();
        return new IngestState(
                market.id(),
                market.exchange().label(),
                market.type().label(),
                word(subscribed, fresh, report),
                fresh,
                pipeline.owner(),
                subscribed,
                fresh ? report.acknowledged() : 0,
                fresh ? report.connections() : 0,
                report.disconnectedSince(),
                report.lastCandle(),
                new Lags(
                        Lag.of(report.lag().received()),
                        Lag.of(report.lag().stored()),
                        Lag.of(report.lag().published())),
                report.candles(),
                fresh ? report.perMinute() : null,
                report.duplicates(),
                report.reconnects(),
                report.deadLetters(),
                report.dropped(),
                report.backfilled(),
                report.publishFailures(),
                fresh ? report.queued() : 0,
                report.behind(),
                report.minutesBehind(),
                report.refused(),
                report.at());
    }

    private static String word(int subscribed, boolean fresh, IngestReport report) {
        if (subscribed == 0) {
            return "off";
        }
        if (!fresh || (report.subscribed() == 0 && report.connections() == 0)) {
            return "starting";
        }
        if (report.connections() == 0) {
            return "disconnected";
        }
        return report.behind() > 0 ? "catching_up" : "live";
    }
}
