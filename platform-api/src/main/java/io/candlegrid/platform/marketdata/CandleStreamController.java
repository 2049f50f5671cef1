package io.candlegrid.platform.marketdata;

import io.candlegrid.db.marketdata.RedisCandleStreams;
import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.StoreException;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Closed candles as they come, for a chart that moves. */
@RestController
@Tag(name = "Ingest")
class CandleStreamController {

    private static final Logger LOG = LoggerFactory.getLogger(CandleStreamController.class);
    private static final int MAX_STREAMS = 64;
    private static final Duration PERIOD = Duration.ofMillis(500);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** While Redis is away canonical is read, and that not too often. */
    private static final Duration SLOW_PERIOD = Duration.ofSeconds(5);

    private static final int MAX_AT_ONCE = 100;
    private static final long MINUTE = Timeframe.M1.millis();

    private final RedisCandleStreams streams;
    private final CandleStore store;
    private final Semaphore clients = new Semaphore(MAX_STREAMS);

    CandleStreamController(RedisCandleStreams streams, CandleStore store) {
        this.streams = streams;
        this.store = store;
    }

    @GetMapping(
            path = "/api/v1/ingest/candles/stream",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "candleStream",
            summary = "The closed 1m candles of an instrument as they come, as server-sent events",
            description =
                    "Events named `candle`, the newest one known first. A candle that is corrected"
                            + " comes again.")
    @ApiResponse(
            responseCode = "200",
            description = "Events candle",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = LiveCandleView.class)))
    SseEmitter stream(
            @Parameter(example = "1") @RequestParam("market_id") int marketId,
            @Parameter(example = "BTCUSDT") @RequestParam("symbol") String symbol) {
        InstrumentId instrument = CandleQuery.instrument(marketId, symbol);
        if (!clients.tryAcquire()) {
            throw ApiProblem.busy(
                    MAX_STREAMS + " streams are open already; close some, or poll /candles");
        }
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual()
                .name("candles-" + instrument.key())
                .start(() -> send(new Reader(instrument), emitter));
        return emitter;
    }

    private void send(Reader reader, SseEmitter emitter) {
        try {
            long sentNanos = System.nanoTime();
            while (true) {
                List<LiveCandleView> news = reader.next();
                for (LiveCandleView candle : news) {
                    emitter.send(SseEmitter.event().name("candle").data(candle));
                    sentNanos = System.nanoTime();
                }
                if (System.nanoTime() - sentNanos > SILENCE.toNanos()) {
                    emitter.send(SseEmitter.event().comment("nothing new"));
                    sentNanos = System.nanoTime();
                }
                Thread.sleep(reader.period());
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the listener of {} left: {}", reader.instrument, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        } finally {
            clients.release();
        }
    }

    /** Where a client is in the stream. */
    private final class Reader {
        private final InstrumentId instrument;
        private String position = "";
        private long last = Long.MIN_VALUE;
        private boolean slow;

        Reader(InstrumentId instrument) {
            this.instrument = instrument;
        }

        Duration period() {
            return slow ? SLOW_PERIOD : PERIOD;
        }

        List<LiveCandleView> next() {
            List<LiveCandleView> news = new ArrayList<>();
            try {
                int most = position.isEmpty() ? 1 : MAX_AT_ONCE;
                for (RedisCandleStreams.Entry entry : streams.read(instrument, position, most)) {
                    position = entry.position();
                    news.add(LiveCandleView.of(entry.candle()));
                }
                slow = false;
            } catch (StoreException e) {
                slow = true;
                fromCanonical(news);
            }
            for (LiveCandleView candle : news) {
                last = Math.max(last, candle.ts());
            }
            return news;
        }

        private void fromCanonical(List<LiveCandleView> news) {
            long now = System.currentTimeMillis();
            long from = Math.max(last + MINUTE, now - MAX_AT_ONCE * MINUTE);
            try {
                CandleSeries series = store.readMinutes(instrument, from, now);
                int first = last == Long.MIN_VALUE ? Math.max(0, series.bars() - 1) : 0;
                for (int bar = first; bar < series.bars(); bar++) {
                    news.add(LiveCandleView.of(series, bar));
                }
            } catch (StoreException e) {
                LOG.debug("neither Redis nor ClickHouse answer: {}", e.getMessage());
            }
        }
    }

    /** A closed candle. */
    @Schema(name = "LiveCandle")
    record LiveCandleView(
            @Schema(description = "Open time, epoch milliseconds.") long ts,
            double open,
            double high,
            double low,
            double close,
            @Schema(description = "Base volume.") double volume) {

        static LiveCandleView of(Candle candle) {
            return new LiveCandleView(
                    candle.tsOpenMillis(),
                    candle.open(),
                    candle.high(),
                    candle.low(),
                    candle.close(),
                    candle.volume());
        }

        static LiveCandleView of(CandleSeries series, int bar) {
            return new LiveCandleView(
                    series.tsOpenMillis()[bar],
                    series.value(PriceSource.OPEN, bar),
                    series.value(PriceSource.HIGH, bar),
                    series.value(PriceSource.LOW, bar),
                    series.value(PriceSource.CLOSE, bar),
                    series.value(PriceSource.VOLUME, bar));
        }
    }
}
