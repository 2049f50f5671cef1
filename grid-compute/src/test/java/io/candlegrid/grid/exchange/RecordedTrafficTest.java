package io.candlegrid.grid.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.SharedData;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What was recorded from the real exchanges, counted independently, is read as what it is. */
class RecordedTrafficTest {

    /** The captures have whole lists as one text, longer than {@link Json} takes. */
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final Market BINANCE_SPOT = Market.ALL.get(0);
    private static final Market BINANCE_FUTURES = Market.ALL.get(1);
    private static final Market BYBIT_SPOT = Market.ALL.get(2);
    private static final Market BYBIT_FUTURES = Market.ALL.get(3);

    @ParameterizedTest
    @CsvSource({
        "1, binance_spot_ws_kline_1m_2021-10-12, 0, 2, 0",
        "2, binance_usdm_ws_kline_1m_2021-07-22, 4, 63, 0",
        "4, bybit_v5_ws_kline1_linear_2026-08-09, 4, 71, 3",
    })
    void readsEveryRecordedKlineFrame(
            int marketId, String file, int closed, int provisional, int acknowledged)
            throws Exception {
        FrameLog log = new FrameLog(ExchangeAdapters.stream(market(marketId)), true);
        for (String line : Files.readAllLines(SharedData.file("protocol/" + file + ".jsonl"))) {
            JsonNode record = MAPPER.readTree(line);
            if (record.path("dir").asString().equals("recv")) {
                log.read(record.path("raw").stringValue());
            }
        }

        assertThat(log.setAside).isEmpty();
        assertThat(log.closed).hasSize(closed);
        assertThat(log.provisional).hasSize(provisional);
        assertThat(log.acknowledged).hasSize(acknowledged);
    }

    @ParameterizedTest
    @CsvSource({
        "1, raw_capture_BINANCE, 0, 2",
        "2, raw_capture_BINANCE_FUTURES, 4, 63",
        "4, raw_capture_BYBIT, 6, 94",
    })
    void findsTheKlinesAmongAllOtherTraffic(int marketId, String file, int closed, int provisional)
            throws Exception {
        FrameLog log = new FrameLog(ExchangeAdapters.stream(market(marketId)), true);
        for (String line : SharedData.gzipLines("protocol/" + file + ".jsonl.gz")) {
            JsonNode record = MAPPER.readTree(line);
            if (record.path("t").asString("").equals("recv")) {
                log.read(record.path("data").stringValue());
            }
        }

        assertThat(log.setAside).isEmpty();
        assertThat(log.closed).hasSize(closed);
        assertThat(log.provisional).hasSize(provisional);
    }

    @Test
    void readsARecordedClosedCandleExactly() throws Exception {
        FrameLog log = new FrameLog(ExchangeAdapters.stream(BINANCE_FUTURES), false);
        for (String line :
                Files.readAllLines(
                        SharedData.file("protocol/binance_usdm_ws_kline_1m_2021-07-22.jsonl"))) {
            String raw = MAPPER.readTree(line).path("raw").asString("");
            if (raw.contains("SUSHIUSDT")) {
                log.read(raw);
            }
        }

        assertThat(log.closed)
                .containsExactly(
                        new Candle(
                                new InstrumentId(2, "SUSHIUSDT"),
                                1_626_992_700_000L,
                                7.608,
                                7.618,
                                7.607,
                                7.617,
                                3005,
                                22875.859,
                                1900,
                                14464.696,
                                113));
    }

    @ParameterizedTest
    @CsvSource({
        "1, binance_spot_exchangeInfo_2021-10-12, 1695, 1222, 0",
        "2, binance_usdm_exchangeInfo_2021-07-22, 117, 117, 5",
        "4, bybit_v5_instruments-info_linear_2026-08-09, 692, 692, 108",
    })
    void readsEveryRecordedInstrument(
            int marketId, String file, int instruments, int tradable, int others) throws Exception {
        JsonNode body = Json.parse(whole("protocol/" + file + ".json.gz"));
        Market market = market(marketId);
        List<ListedInstrument> listed = listed(market, marketId == 4 ? body.path("result") : body);

        assertThat(listed).hasSize(instruments);
        assertThat(listed).filteredOn(one -> one.instrument().tradable()).hasSize(tradable);
        assertThat(rows(market, marketId == 4 ? body.path("result") : body).size() - listed.size())
                .isEqualTo(others);
        assertThat(listed)
                .allSatisfy(one -> assertThat(one.instrument().tickSize()).isPositive())
                .allSatisfy(one -> assertThat(one.instrument().lotSize()).isPositive());
    }

    @Test
    void keepsTheTradingRulesExactlyAsWritten() throws Exception {
        ListedInstrument binance =
                bitcoin(
                        BINANCE_SPOT,
                        Json.parse(whole("protocol/binance_spot_exchangeInfo_2021-10-12.json.gz")));
        ListedInstrument bybit =
                bitcoin(
                        BYBIT_FUTURES,
                        Json.parse(
                                        whole(
                                                "protocol/bybit_v5_instruments-info_linear_2026-08-09"
                                                        + ".json.gz"))
                                .path("result"));

        assertThat(binance.base()).isEqualTo("BTC");
        assertThat(binance.quote()).isEqualTo("USDT");
        assertThat(binance.instrument().status()).isEqualTo("trading");
        assertThat(binance.instrument().tickSize()).isEqualTo(new BigDecimal("0.01000000"));
        assertThat(binance.instrument().lotSize()).isEqualTo(new BigDecimal("0.00001000"));
        assertThat(binance.instrument().minNotional()).isEqualTo(new BigDecimal("10.00000000"));
        assertThat(binance.minQuantity()).isEqualTo(new BigDecimal("0.00001000"));
        assertThat(bybit.instrument().tickSize()).isEqualTo(new BigDecimal("0.10"));
        assertThat(bybit.instrument().lotSize()).isEqualTo(new BigDecimal("0.001"));
        assertThat(bybit.instrument().minNotional()).isEqualTo(new BigDecimal("5"));
        assertThat(bybit.minQuantity()).isEqualTo(new BigDecimal("0.001"));
    }

    @Test
    void readsTheRecordedListOfBybitSpot() throws Exception {
        for (String line : SharedData.gzipLines("protocol/raw_capture_BYBIT.jsonl.gz")) {
            JsonNode record = MAPPER.readTree(line);
            if (record.path("url").asString("").contains("category=spot")) {
                JsonNode body = Json.parse(record.path("data").stringValue()).path("result");
                List<ListedInstrument> listed = listed(BYBIT_SPOT, body);
                assertThat(listed).hasSize(557);
                assertThat(bitcoin(BYBIT_SPOT, body).instrument().minNotional()).isPositive();
                return;
            }
        }
        assertThat(false).as("the capture has the list").isTrue();
    }

    @Test
    void readsTheDocumentedRestAnswers() throws Exception {
        RestDialect binance = ExchangeAdapters.rest(BINANCE_FUTURES);
        RestDialect bybit = ExchangeAdapters.rest(BYBIT_FUTURES);
        InstrumentId id = new InstrumentId(2, "BTCUSDT");
        InstrumentId bybitId = new InstrumentId(4, "BTCUSD");

        JsonNode klines = Json.parse(sample("binance_Endpoints_UsdFutures_ExchangeData_GetKlines"));
        Candle first = binance.candle(id, binance.candleRows(klines).get(0));
        assertThat(first.tsOpenMillis()).isEqualTo(1_499_040_000_000L);
        assertThat(first.open()).isEqualTo(0.0163479);
        assertThat(first.volume()).isEqualTo(148976.11427815);
        assertThat(first.trades()).isEqualTo(308);

        JsonNode newestFirst =
                bybit.candleRows(
                        Json.parse(sample("bybit_Endpoints_V5Api_ExchangeData_GetKlines"))
                                .path("result"));
        assertThat(newestFirst).hasSize(3);
        Candle last = bybit.candle(bybitId, newestFirst.get(0));
        assertThat(last.close()).isEqualTo(17055.5);
        assertThat(last.quoteVolume()).isEqualTo(15.74462667);
        assertThat(last.trades()).isEqualTo(RawCandles.TRADES_UNKNOWN);

        assertThat(
                        binance.fundingRates(
                                Json.parse(
                                        sample(
                                                "binance_Endpoints_UsdFutures_ExchangeData_"
                                                        + "GetFundingRates"))))
                .extracting(rate -> rate.timeMillis() + " " + rate.rate())
                .containsExactly("1698768000000 1.0E-4", "1698796800000 1.0E-4");
        assertThat(
                        bybit.fundingRates(
                                Json.parse(
                                                sample(
                                                        "bybit_Endpoints_V5Api_ExchangeData_"
                                                                + "GetFundingRateHistory"))
                                        .path("result")))
                .extracting(rate -> rate.timeMillis() + " " + rate.rate())
                .containsExactly("1672041600000 1.0E-4");
    }

    private static Market market(int id) {
        return Market.byId(id).orElseThrow();
    }

    private static String whole(String path) {
        return String.join("\n", SharedData.gzipLines(path));
    }

    /** The JSON of a sample: after method, path and a flag. */
    private static String sample(String name) throws IOException {
        List<String> lines =
                Files.readAllLines(SharedData.file("protocol/rest_samples/" + name + ".txt"));
        return String.join("\n", lines.subList(3, lines.size()));
    }

    private static JsonNode rows(Market market, JsonNode body) throws UnreadableException {
        return ExchangeAdapters.rest(market).instrumentRows(body);
    }

    private static List<ListedInstrument> listed(Market market, JsonNode body)
            throws UnreadableException {
        List<ListedInstrument> listed = new ArrayList<>();
        for (JsonNode row : rows(market, body)) {
            ExchangeAdapters.rest(market).instrument(row).ifPresent(listed::add);
        }
        return listed;
    }

    private static ListedInstrument bitcoin(Market market, JsonNode body)
            throws UnreadableException {
        Optional<ListedInstrument> found =
                listed(market, body).stream()
                        .filter(one -> one.instrument().id().symbol().equals("BTCUSDT"))
                        .findFirst();
        return found.orElseThrow();
    }
}
