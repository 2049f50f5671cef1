package io.candlegrid.grid.exchange;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** An HTTP answer, with the wall time it came at. */
record RestAnswer(int status, HttpHeaders headers, byte[] body, Instant at) {

    /** The beginning of the body, for messages. */
    String excerpt() {
        String text =
                new String(body, 0, Math.min(body.length, 200), StandardCharsets.UTF_8).strip();
        return "HTTP " + status + (text.isEmpty() ? "" : " " + text);
    }
}
