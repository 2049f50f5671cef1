package io.candlegrid.domain.strategy;

import static io.candlegrid.domain.document.TestDocuments.SMALL_STRATEGY;
import static io.candlegrid.domain.document.TestDocuments.STRATEGY;
import static io.candlegrid.domain.document.TestDocuments.changed;
import static io.candlegrid.domain.document.TestDocuments.errors;
import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.summary;
import static io.candlegrid.domain.document.TestDocuments.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrategyDocumentTest {

    @Test
    void readsTheExampleOfTheFormats() {
        StrategySpec spec = read(STRATEGY);

        Operand fast = new Operand.IndicatorOutput("fast", "value");
        Operand slow = new Operand.IndicatorOutput("slow", "value");
        assertThat(spec.instrument()).isEqualTo(new InstrumentId(1, "BTCUSDT"));
        assertThat(spec.timeframe()).isEqualTo(Timeframe.M1);
        assertThat(spec.indicators().keySet()).containsExactly("bb", "fast", "rsi", "slow");
        assertThat(spec.indicators().get("bb"))
                .isEqualTo(
                        new IndicatorUse(
                                "bbands",
                                new TreeMap<>(Map.of("window", 20.0, "k", 2.0)),
                                PriceSource.CLOSE));
        assertThat(spec.longSide())
                .isEqualTo(
                        new SideRules(
                                new Rule.All(
                                        List.of(
                                                new Rule.Cross(
                                                        Rule.CrossDirection.ABOVE, fast, slow),
                                                new Rule.Compare(
                                                        Rule.Comparison.LT,
                                                        new Operand.IndicatorOutput("rsi", "value"),
                                                        new Operand.Literal(70)))),
                                new Rule.Any(
                                        List.of(
                                                new Rule.Cross(
                                                        Rule.CrossDirection.BELOW, fast, slow),
                                                new Rule.Compare(
                                                        Rule.Comparison.GT,
                                                        new Operand.Price(PriceSource.CLOSE),
                                                        new Operand.IndicatorOutput(
                                                                "bb", "upper"))))));
        assertThat(spec.shortSide()).isNull();
        assertThat(spec.constants()).containsExactly(Map.entry("oversold", 30.0));
        assertThat(spec.stops()).isEqualTo(new Stops(2.0, 4.0, null, null));
        assertThat(spec.sizing()).isEqualTo(Sizing.ALL_IN);
        assertThat(spec.execution())
                .isEqualTo(
                        new Execution(
                                Execution.Fill.CLOSE,
                                0.1,
                                null,
                                0,
                                Execution.Intrabar.PESSIMISTIC,
                                1,
                                false));
    }

    @Test
    void fillsInEveryDefault() {
        StrategySpec spec = read(SMALL_STRATEGY);

        assertThat(Documents.canonical(StrategyDocument.write(spec)))
                .isEqualTo(
                        Documents.canonical(
                                json(
                                        """
                                        {"schema": "strategy/v1",
                                         "instrument": {"market_id": 1, "symbol": "BTCUSDT"},
                                         "timeframe": "1m",
                                         "indicators": {
                                           "fast": {"type": "sma", "window": 20, "source": "close"},
                                           "slow": {"type": "sma", "window": 100,
                                                    "source": "close"}},
                                         "long": {"entry": {"cross_above": ["fast", "slow"]},
                                                  "exit": {"cross_below": ["fast", "slow"]}},
                                         "short": null,
                                         "constants": {},
                                         "stops": {"stop_loss_pct": null, "take_profit_pct": null,
                                                   "trailing_pct": null, "max_bars": null},
                                         "sizing": {"type": "percent_equity", "percent": 100},
                                         "execution": {"fill": "close", "fee_pct": 0.1,
                                                       "maker_fee_pct": null, "slippage_pct": 0,
                                                       "intrabar": "pessimistic", "leverage": 1,
                                                       "respect_lot_size": false}}
                                        """)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            textBlock =
                    """
                    1 | {}                                           | 0.1  | none
                    2 | {}                                           | 0.05 | 0.02
                    3 | {}                                           | 0.1  | none
                    4 | {"leverage": 5}                              | 0.05 | 0.02
                    2 | {"fee_pct": 0.03}                            | 0.03 | none
                    2 | {"maker_fee_pct": null}                      | 0.05 | none
                    2 | {"maker_fee_pct": 0.01}                      | 0.05 | 0.01
                    2 | {"fee_pct": 0.03, "maker_fee_pct": 0}        | 0.03 | 0
                    """)
    void takesFeesFromTheMarketWhereNoneAreWritten(
            int market, String execution, double fee, Double makerFee) {
        StrategySpec spec =
                read(
                        changed(
                                        SMALL_STRATEGY,
                                        "instrument.market_id = %d ;; execution = %s"
                                                .formatted(market, execution))
                                .toString());

        assertThat(spec.execution().feePct()).isEqualTo(fee);
        assertThat(spec.execution().makerFeePct()).isEqualTo(makerFee);
        assertThat(read(StrategyDocument.write(spec).toString())).isEqualTo(spec);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-long.exit ;; stops = {\"max_bars\": 10}",
                "-long.exit ;; stops.trailing_pct = 5",
                "long.exit = null ;; stops.take_profit_pct = 1",
                "-indicators ;; long = {\"entry\": {\"gt\": [\"close\", \"open\"]}, \"exit\":"
                        + " {\"lt\": [\"hl2\", {\"const\": \"oversold\"}]}}",
                "instrument.market_id = 2 ;; short = {\"entry\": {\"not\": {\"gte\": [\"bb.lower\","
                        + " 1e3]}}, \"exit\": {\"lte\": [\"ohlc4\", \"bb.middle\"]}}",
                "instrument.market_id = 4 ;; short = {\"entry\": {\"gt\": [\"rsi\", 90]}} ;; -long",
                "sizing = {\"type\": \"risk_percent\", \"percent\": 0.5}",
                "sizing = {\"type\": \"fixed_quote\", \"amount\": 1000}",
                "sizing = {\"type\": \"percent_equity\"}",
                "indicators.fast = {\"type\": \"atr\"}",
                "indicators.fast.window = 2e1",
                "long.entry = {\"gt\": [\"fast.value\", -5.25]}",
                "execution = {\"fill\": \"next_open\", \"intrabar\": \"path\"}",
                "instrument.symbol = \"1000PEPEUSDT\" ;; timeframe = \"4h\""
            })
    void readsWhatIsRightAndWritesItBackTheSame(String changes) {
        StrategySpec spec = read(changed(STRATEGY, changes).toString());

        assertThat(read(StrategyDocument.write(spec).toString())).isEqualTo(spec);
        assertThat(read(Documents.canonical(StrategyDocument.write(spec)))).isEqualTo(spec);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyStrategyIsReadBackAsItWasWritten(long seed) {
        StrategySpec spec = new RandomStrategies(seed).next();

        String text = StrategyDocument.write(spec).toString();
        assertThat(read(text)).as("seed=%d %s", seed, text).isEqualTo(spec);
    }

    static long[] seeds() {
        return LongStream.range(0, 200).toArray();
    }

    @Test
    void theSameStrategyHasTheSameHashHoweverItIsWritten() {
        String shuffled =
                """
                {"long": {"exit": {"cross_below": ["fast.value", "slow"]},
                          "entry": {"cross_above": ["fast", "slow"]}},
                 "short": null, "constants": {}, "stops": null,
                 "indicators": {"slow": {"window": 1e2, "type": "sma", "source": "close"},
                                "fast": {"type": "sma", "window": 20.0}},
                 "execution": {"leverage": 1.0, "fee_pct": 1e-1},
                 "timeframe": "1m", "schema": "strategy/v1",
                 "instrument": {"symbol": "BTCUSDT", "market_id": 1.0}}
                """;

        assertThat(StrategyDocument.hash(read(shuffled)))
                .isEqualTo(StrategyDocument.hash(read(SMALL_STRATEGY)));
        assertThat(StrategyDocument.hash(read(STRATEGY)))
                .isNotEqualTo(StrategyDocument.hash(read(SMALL_STRATEGY)));
    }

    /**
     * The hash was computed with Python: sha256 of json.dumps(document, sort_keys=True,
     * separators=(',', ':')) with every default written out and whole numbers as int.
     */
    @Test
    void hashAndNameNeverChange() {
        StrategySpec spec = read(SMALL_STRATEGY);

        assertThat(StrategyDocument.hash(spec).hex())
                .isEqualTo("32962e440227c31237d18a2cce1bc9c3a1a73e25c7059fb95e1db3c713ffaf7b");
        assertThat(StrategyDocument.name(spec)).isEqualTo("btcusdt-1m-sma20-sma100-32962e44");
    }

    @Test
    void aNameHasTheFirstIndicatorsInOrderOfTheirIds() {
        assertThat(StrategyDocument.name(read(STRATEGY)))
                .matches("btcusdt-1m-bbands20_2-sma20-rsi14-sma100-[0-9a-f]{8}");
        assertThat(
                        StrategyDocument.name(
                                read(
                                        changed(STRATEGY, "indicators.x = {\"type\": \"atr\"}")
                                                .toString())))
                .matches("btcusdt-1m-bbands20_2-sma20-rsi14-sma100-and1-[0-9a-f]{8}");
        assertThat(
                        StrategyDocument.name(
                                read(
                                        changed(
                                                        SMALL_STRATEGY,
                                                        "indicators.a = {\"type\": \"macd\"}")
                                                .toString())))
                .matches("btcusdt-1m-macd12_26_9-sma20-sma100-[0-9a-f]{8}");
    }

    @Test
    void allErrorsComeAtOnceSortedAndUnderThePrefix() {
        String text =
                changed(
                                STRATEGY,
                                "indicators.fast.window = 1 ;; timeframe = \"2m\" ;; stops.stop ="
                                        + " 1 ;; long.entry = {\"gt\": [\"fastt\", 1]} ;;"
                                        + " execution.leverage = 3 ;; -instrument.symbol")
                        .toString();

        assertThat(summary(StrategyDocument.read(json(text), "strategy")))
                .containsExactly(
                        "strategy.execution.leverage out_of_range",
                        "strategy.indicators.fast.window out_of_range",
                        "strategy.instrument.symbol missing",
                        "strategy.long.entry.gt[0] unknown_reference",
                        "strategy.stops.stop unknown_field",
                        "strategy.timeframe unknown_value");
    }

    @Test
    void messagesSayWhatWasWrongAndWhatWouldBeRight() {
        assertThat(message("indicators.fast.window = 1"))
                .isEqualTo("sma window must be between 2 and 2000, got 1");
        assertThat(message("indicators.slow = {\"type\": \"sma\", \"windw\": 7}"))
                .isEqualTo("unknown field \"windw\", did you mean \"window\"?");
        assertThat(message("indicators.slow.type = \"smma\""))
                .isEqualTo("unknown type \"smma\", did you mean \"sma\"?");
        assertThat(message("long.exit = {\"gt\": [\"bb\", 1]}"))
                .contains("bb.upper, bb.middle, bb.lower");
        assertThat(message("instrument.symbol = \"btcusdt\""))
                .contains("did you mean \"BTCUSDT\"?");
        assertThat(
                        message(
                                "short = {\"entry\": {\"lt\": [\"fast\", \"slow\"]}, \"exit\": {\"gt\":"
                                        + " [\"fast\", \"slow\"]}}"))
                .contains("spot", "2 or 4");
        assertThat(message("long.exit = {\"lt\": [\"rsi\", {\"const\": \"oversld\"}]}"))
                .contains("did you mean \"oversold\"?");
    }

    private static String message(String change) {
        return errors(StrategyDocument.read(changed(STRATEGY, change), "")).getFirst().message();
    }

    private static StrategySpec read(String text) {
        return valid(StrategyDocument.read(json(text), ""));
    }
}
