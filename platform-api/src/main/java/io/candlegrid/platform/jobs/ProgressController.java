package io.candlegrid.platform.jobs;

import io.candlegrid.platform.web.ApiProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** How far a job is, once or as a stream. */
@RestController
@RequestMapping("/api/v1/jobs/{id}")
@Tag(name = "Jobs")
class ProgressController {

    private static final Logger LOG = LoggerFactory.getLogger(ProgressController.class);
    private static final int MAX_STREAMS = 64;
    private static final Duration PERIOD = Duration.ofMillis(500);

    /** An event is sent at least this often, so that both sides notice a dead connection. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final JobAccess access;
    private final Semaphore streams = new Semaphore(MAX_STREAMS);

    ProgressController(JobAccess access) {
        this.access = access;
    }

    @GetMapping("/progress")
    @Operation(operationId = "progress", summary = "How far a job is")
    ProgressView progress(@PathVariable("id") UUID id) {
        return ProgressView.of(access.progress(id));
    }

    @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    @Operation(
            operationId = "events",
            summary = "How far a job is, as server-sent events",
            description =
                    "Events named `progress` while it changes, then one named `end`; the data of"
                            + " both is a Progress.")
    @ApiResponse(
            responseCode = "200",
            description = "Events progress and end",
            content =
                    @Content(
                            mediaType = MediaType.TEXT_EVENT_STREAM_VALUE,
                            schema = @Schema(implementation = ProgressView.class)))
    SseEmitter events(@PathVariable("id") UUID id) {
        access.require(id);
        if (!streams.tryAcquire()) {
            throw ApiProblem.busy(
                    MAX_STREAMS + " streams are open already; close some, or poll /progress");
        }
        SseEmitter emitter = new SseEmitter(0L);
        Thread.ofVirtual().name("events-" + id).start(() -> send(id, emitter));
        return emitter;
    }

    private void send(UUID id, SseEmitter emitter) {
        try {
            ProgressView sent = null;
            long sentNanos = 0;
            while (true) {
                ProgressView now = ProgressView.of(access.progress(id));
                boolean ended = now.state().isTerminal();
                boolean silent = System.nanoTime() - sentNanos > SILENCE.toNanos();
                if (ended || silent || !now.equals(sent)) {
                    emitter.send(SseEmitter.event().name(ended ? "end" : "progress").data(now));
                    sent = now;
                    sentNanos = System.nanoTime();
                }
                if (ended) {
                    emitter.complete();
                    return;
                }
                Thread.sleep(PERIOD);
            }
        } catch (IOException | IllegalStateException e) {
            LOG.debug("the listener of job {} left: {}", id, e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            emitter.completeWithError(e);
        } finally {
            streams.release();
        }
    }
}
