package io.candlegrid.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.RestClient.Answer;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every request. */
class RequestsIT {

    private static final RestClient REST = TestPlatform.rest();

    @ParameterizedTest
    @ValueSource(
            strings = {"evil.example", "evil.example:8787", "127.0.0.1.evil.example", "10.0.0.1"})
    void refusesRequestsThatWereMeantForAnotherHost(String host) throws IOException {
        assertThat(rawStatus("GET /health HTTP/1.1\r\nHost: " + host + "\r\n")).isEqualTo(403);
    }

    @Test
    void answersUnderEveryNameOfThisMachine() throws IOException {
        int port = REST.base().getPort();
        assertThat(rawStatus("GET /health HTTP/1.1\r\nHost: localhost:" + port + "\r\n"))
                .isEqualTo(200);
        assertThat(rawStatus("GET /health HTTP/1.1\r\nHost: [::1]:" + port + "\r\n"))
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1"})
    void refusesRequestsFromPagesOfAnotherOrigin(String origin) {
        Answer answer =
                REST.send(
                        REST.request("/api/v1/jobs/optimizations")
                                .header("Origin", origin)
                                .header("Content-Type", "text/plain")
                                .POST(BodyPublishers.ofString("{}")));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.paths()).containsExactly("header.Origin");
    }

    @Test
    void answersPagesOfItsOwnOrigin() {
        Answer answer =
                REST.send(
                        REST.request("/api/v1/markets")
                                .header("Origin", REST.base().toString())
                                .GET());
        assertThat(answer.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/v1/nothing,                         404, not_found",
        "GET,    /api/v1/jobs/7f3a,                       400, validation",
        "GET,    /api/v1/candles,                         400, validation",
        "GET,    /api/v1/candles?market_id=one&symbol=X&timeframe=1m, 400, validation",
        "GET,    /api/v1/candles?market_id=1&symbol=SYNTHREST&timeframe=2m, 422, validation",
        "GET,    /api/v1/candles?market_id=9&symbol=SYNTHREST&timeframe=1m, 422, validation",
        "GET,    /api/v1/candles?market_id=1&symbol=NONE&timeframe=1m, 404, not_found",
        "GET,    /api/v1/jobs?limit=0,                    422, validation",
        "GET,    /api/v1/jobs?state=DONE,                 422, validation",
        "DELETE, /api/v1/jobs,                            405, unsupported",
        "POST,   /api/v1/imports,                         415, unsupported",
    })
    void answersWhatItCannotDoInOneShape(String method, String path, int status, String type) {
        Answer answer = REST.send(REST.request(path).method(method, BodyPublishers.noBody()));
        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.json().path("type").asString()).isEqualTo(type);
        assertThat(answer.json().path("errors").get(0).path("message").asString()).isNotEmpty();
    }

    @Test
    void doesNotKnowJobsAndImportsThatAreNotThere() {
        UUID id = UUID.randomUUID();
        for (String path :
                new String[] {
                    "/api/v1/jobs/" + id,
                    "/api/v1/jobs/" + id + "/progress",
                    "/api/v1/jobs/" + id + "/events",
                    "/api/v1/jobs/" + id + "/top",
                    "/api/v1/jobs/" + id + "/trials/0",
                    "/api/v1/imports/" + id
                }) {
            assertThat(REST.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void refusesADocumentThatNoPersonWouldWrite() {
        String large = "{\"x\": \"" + "a".repeat(RequestLimits.MAX_DOCUMENT_BYTES) + "\"}";
        assertThat(REST.post("/api/v1/backtests", large).status()).isEqualTo(413);
    }

    @Test
    void refusesADocumentOfAnotherMediaType() {
        Answer answer =
                REST.send(
                        REST.request("/api/v1/backtests")
                                .header("Content-Type", "text/xml")
                                .POST(BodyPublishers.ofString("<x/>")));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("errors").get(0).path("message").asString())
                .contains("application/json");
    }

    @Test
    void forbidsOtherPagesToFrameOrSniffItsAnswers() {
        Answer answer = REST.get("/health");
        assertThat(answer.headers().firstValue("X-Frame-Options")).contains("DENY");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'self'");
    }

    private static int rawStatus(String head) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), REST.base().getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream()
                    .write(
                            (head + "Connection: close\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            var reader =
                    new BufferedReader(
                            new InputStreamReader(
                                    socket.getInputStream(), StandardCharsets.US_ASCII));
            return Integer.parseInt(reader.readLine().split(" ")[1]);
        }
    }
}
