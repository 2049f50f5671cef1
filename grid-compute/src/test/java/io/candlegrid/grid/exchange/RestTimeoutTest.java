package io.candlegrid.grid.exchange;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An exchange that begins an answer and never ends it. */
class RestTimeoutTest {

    private static final RestTimings TIMINGS =
            new RestTimings(
                    Duration.ofSeconds(5),
                    Duration.ofMillis(300),
                    2,
                    Duration.ofMillis(1),
                    Duration.ofMillis(1),
                    Duration.ofSeconds(5));

    @Test
    @Timeout(30)
    void givesUpABodyThatHangs() throws Exception {
        Market market = Market.byId(1).orElseThrow();
        List<Socket> open = new ArrayList<>();
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerHalf(server, open));
            URI rest = URI.create("http://127.0.0.1:" + server.getLocalPort());
            ExchangeEndpoints there =
                    new ExchangeEndpoints(rest, URI.create("ws://127.0.0.1:1/none"));
            ExchangeSettings settings =
                    ExchangeSettings.defaults(market)
                            .withEndpoints(there)
                            .withTimings(TIMINGS, FeedTimings.DEFAULT);
            try (ExchangeAdapter adapter = ExchangeAdapters.open(market, settings)) {
                assertThatThrownBy(() -> adapter.candles(new InstrumentId(1, "BTCUSDT"), 0, 60_000))
                        .isInstanceOfSatisfying(
                                ExchangeException.class,
                                e ->
                                        assertThat(e.kind())
                                                .isEqualTo(ExchangeException.Kind.UNREACHABLE))
                        .hasMessageContaining("no whole answer");
            }
        } finally {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }

    private static void answerHalf(ServerSocket server, List<Socket> open) {
        try {
            while (true) {
                Socket socket = server.accept();
                open.add(socket);
                socket.getOutputStream()
                        .write(
                                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n["
                                        .getBytes(US_ASCII));
                socket.getOutputStream().flush();
            }
        } catch (IOException e) {
            // The test has ended.
        }
    }
}
