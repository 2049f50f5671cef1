package io.candlegrid.grid.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.domain.marketdata.Market;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeEndpointsTest {

    private static final Market BINANCE_FUTURES = Market.ALL.get(1);

    @Test
    void areTheRealOnesUnlessConfigured() {
        for (Market market : Market.ALL) {
            assertThat(ExchangeEndpoints.configured(market, name -> null))
                    .isEqualTo(ExchangeEndpoints.real(market));
        }
        // The bare host accepts kline subscriptions and never delivers them.
        assertThat(ExchangeEndpoints.real(BINANCE_FUTURES).stream("/stream"))
                .isEqualTo(URI.create("wss://fstream.binance.com/market/stream"));
    }

    @Test
    void areConfiguredOneByOne() {
        Map<String, String> environment =
                Map.of("CANDLEGRID_BINANCE_FUTURES_STREAM_URL", " ws://127.0.0.1:81/sim/ ");

        ExchangeEndpoints endpoints =
                ExchangeEndpoints.configured(BINANCE_FUTURES, environment::get);

        assertThat(endpoints.rest()).isEqualTo(URI.create("https://fapi.binance.com"));
        assertThat(endpoints.stream("/stream"))
                .isEqualTo(URI.create("ws://127.0.0.1:81/sim/stream"));
    }

    @Test
    void refuseWhatIsNoBaseUrl() {
        for (String wrong :
                new String[] {"http://h", "wss:h", "wss://h?a=b", "stream", "ws:// h"}) {
            assertThatThrownBy(() ->
                            ExchangeEndpoints.configured(
                                    BINANCE_FUTURES,
                                    name -> name.endsWith("STREAM_URL") ? wrong : null))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(wrong);
        }
    }
}
