package io.candlegrid.grid.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Frames written by hand after the exchanges' documentation. */
class StreamDialectTest {

    private static final String BINANCE =
            """
            {"stream":"btcusdt@kline_1m","data":{"e":"kline","E":1767225660004,"s":"BTCUSDT",\
            "k":{"t":1767225600000,"T":1767225659999,"s":"BTCUSDT","i":"1m","f":100,"L":200,\
            "o":"0.00100000","c":"0.00200000","h":"0.00250000","l":"0.00090000",\
            "v":"1000.50000000","n":101,"x":true,"q":"123456789.123456","V":"500","Q":"0.5",\
            "B":"0"}}}\
            """;

    private static final String BYBIT =
            """
            {"topic":"kline.1.BTCUSDT","data":[{"start":1767225600000,"end":1767225659999,\
            "interval":"1","open":"16649.5","close":"16677","high":"16677","low":"16608",\
            "volume":"2.081","turnover":"34666.4005","confirm":true,"timestamp":1767225660123},\
            {"start":1767225660000,"end":1767225719999,"interval":"1","open":"16677",\
            "close":"16677","high":"16677","low":"16677","volume":"0","turnover":"0",\
            "confirm":false,"timestamp":1767225660123}],"ts":1767225660124,"type":"snapshot"}\
            """;

    private static FrameLog log(int marketId, boolean provisional) {
        Market market = Market.byId(marketId).orElseThrow();
        return new FrameLog(ExchangeAdapters.stream(market), provisional);
    }

    @Test
    void readsAClosedBinanceKlineExactly() {
        FrameLog log = log(1, false).read(BINANCE);

        assertThat(log.closed)
                .containsExactly(
                        new Candle(
                                new InstrumentId(1, "BTCUSDT"),
                                1_767_225_600_000L,
                                0.001,
                                0.0025,
                                0.0009,
                                0.002,
                                1000.5,
                                123456789.123456,
                                500,
                                0.5,
                                101));
        assertThat(log.exchangeTimes).containsExactly(Instant.ofEpochMilli(1_767_225_660_004L));
        assertThat(log.setAside).isEmpty();
    }

    @Test
    void readsTheClosedAndTheNextOpenRowOfOneBybitMessage() {
        FrameLog log = log(4, true).read(BYBIT);

        assertThat(log.closed)
                .containsExactly(
                        new Candle(
                                new InstrumentId(4, "BTCUSDT"),
                                1_767_225_600_000L,
                                16649.5,
                                16677,
                                16608,
                                16677,
                                2.081,
                                34666.4005,
                                Double.NaN,
                                Double.NaN,
                                RawCandles.TRADES_UNKNOWN));
        assertThat(log.provisional)
                .extracting(Candle::tsOpenMillis)
                .containsExactly(1767225660000L);
        assertThat(log.exchangeTimes).containsExactly(Instant.ofEpochMilli(1_767_225_660_124L));
    }

    @Test
    void doesNotReadRunningCandlesUnlessTheyAreWanted() {
        FrameLog bybit = log(4, false).read(BYBIT);
        FrameLog binance = log(2, false).read(BINANCE.replace("\"x\":true", "\"x\":false"));

        assertThat(bybit.provisional).isEmpty();
        assertThat(bybit.skipped).isEqualTo(1);
        assertThat(binance.closed).isEmpty();
        assertThat(binance.skipped).isEqualTo(1);
    }

    @Test
    void setsABadRowAsideAndKeepsTheGoodOneBesideIt() {
        FrameLog log = log(3, true).read(BYBIT.replace("\"16608\"", "\"a lot\""));

        assertThat(log.setAside).containsExactly("low is not a number: \"a lot\"");
        assertThat(log.provisional).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "\"x\":true | \"x\":1 | x, whether the candle is closed, is not true or false",
                "\"i\":\"1m\" | \"i\":\"3m\" | a candle of another interval: \"3m\"",
                "\"t\":1767225600000 | \"t\":1767225600001 | open time 1767225600001 is not on the"
                        + " minute",
                "\"h\":\"0.00250000\" | \"h\":\"0.00150000\" | open 0.001 or close 0.002 is outside"
                        + " low 0.0009 to high 0.0015",
                "\"o\":\"0.00100000\" | \"o\":\"0\" | open 0 is not positive",
                "\"o\":\"0.00100000\" | \"o\":null | o is not a number: null",
                "\"v\":\"1000.50000000\" | \"v\":\"1234567890.1234567\" | v 1234567890.1234567 needs"
                        + " more than 15 significant digits or decimals",
                "\"v\":\"1000.50000000\" | \"v\":\"-1\" | volume -1.0 is negative",
                "\"v\":\"1000.50000000\" | \"v\":\"1e999999999\" | v is not a number:"
                        + " \"1e999999999\"",
                "\"n\":101 | \"n\":1.5 | n is not a whole number: 1.5",
                "\"s\":\"BTCUSDT\",\"i\" | \"s\":\"btc/usdt\",\"i\" | symbol btc/usdt is not of"
                        + " upper-case letters, digits, '_', '.' and '-'",
                "{\"stream\" | {\"steam\" | neither a stream's data nor an answer",
            })
    void saysWhatIsWrongWithABinanceFrame(String good, String bad, String cause) {
        assertThat(BINANCE).contains(good);

        FrameLog log = log(1, false).read(BINANCE.replace(good, bad));

        assertThat(log.setAside).containsExactly(cause);
        assertThat(log.closed).isEmpty();
    }

    @Test
    void setsAsideWhatIsNotJson() {
        for (int market = 1; market <= 4; market++) {
            String half = (market <= 2 ? BINANCE : BYBIT).substring(0, 90);
            for (String text : List.of(half, "", "pong", "[]", "{}", "\u0000", "{\"op\":7}")) {
                FrameLog log = log(market, true).read(text);
                assertThat(log.setAside).as("market %d, %s", market, text).hasSize(1);
            }
        }
    }

    @Test
    void understandsBinancesAnswers() {
        FrameLog log = log(1, false);
        log.read("{\"result\":null,\"id\":7}");
        log.read("{\"error\":{\"code\":3,\"msg\":\"too many\"},\"id\":8}");
        log.read("{\"code\":2,\"msg\":\"Invalid request\",\"id\":9}");
        log.read("{\"error\":{\"code\":3,\"msg\":\"Invalid JSON\"}}");

        assertThat(log.acknowledged).containsExactly(7L);
        assertThat(log.refused).containsExactly("8 code 3 too many", "9 code 2 Invalid request");
        assertThat(log.setAside)
                .containsExactly("an error of no request of ours: code 3 Invalid JSON");
    }

    @Test
    void understandsBybitsAnswers() {
        FrameLog log = log(3, false);
        log.read("{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"7\",\"op\":\"subscribe\"}");
        log.read("{\"success\":true,\"ret_msg\":\"subscribe\",\"op\":\"subscribe\"}");
        log.read("{\"success\":false,\"ret_msg\":\"nope\",\"req_id\":\"8\",\"op\":\"subscribe\"}");
        log.read("{\"success\":true,\"ret_msg\":\"pong\",\"op\":\"ping\"}");

        assertThat(log.acknowledged).containsExactly(7L, FrameReader.OLDEST);
        assertThat(log.refused).containsExactly("8 nope");
        assertThat(log.setAside).isEmpty();
    }

    @Test
    void asksAsEachExchangeWantsToBeAsked() {
        StreamDialect binance = ExchangeAdapters.stream(Market.ALL.get(0));
        StreamDialect bybit = ExchangeAdapters.stream(Market.ALL.get(3));

        assertThat(binance.subscribe(List.of(binance.topic("BTCUSDT"), "b"), 5))
                .isEqualTo(
                        "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@kline_1m\",\"b\"],"
                                + "\"id\":5}");
        assertThat(bybit.unsubscribe(List.of(bybit.topic("BTCUSDT")), 6))
                .isEqualTo(
                        "{\"req_id\":\"6\",\"op\":\"unsubscribe\",\"args\":[\"kline.1.BTCUSDT\"]}");
    }
}
