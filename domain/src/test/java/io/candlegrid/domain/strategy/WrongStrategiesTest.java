package io.candlegrid.domain.strategy;

import static io.candlegrid.domain.document.TestDocuments.STRATEGY;
import static io.candlegrid.domain.document.TestDocuments.changed;
import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.summary;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class WrongStrategiesTest {

    /** What is changed in the example of the formats, and the one error that it gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    schema = "strategy/v2"                    | schema unknown_value
                    -schema                                   | schema missing
                    schema = 1                                | schema unknown_value
                    note = "x"                                | note unknown_field
                    'a b' = 1                                 | "a b" unknown_field
                    -instrument                               | instrument missing
                    instrument = "BTCUSDT"                    | instrument wrong_type
                    instrument.market_id = 5                  | instrument.market_id out_of_range
                    instrument.market_id = 0                  | instrument.market_id out_of_range
                    instrument.market_id = 1.5                | instrument.market_id not_an_integer
                    instrument.market_id = "1"                | instrument.market_id wrong_type
                    instrument.symbol = "btcusdt"             | instrument.symbol bad_format
                    instrument.symbol = ""                    | instrument.symbol bad_format
                    instrument.symbol = 7                     | instrument.symbol wrong_type
                    instrument.base = "BTC"                   | instrument.base unknown_field
                    timeframe = "2m"                          | timeframe unknown_value
                    timeframe = null                          | timeframe missing
                    indicators = []                           | indicators wrong_type
                    indicators.fast = 20                      | indicators.fast wrong_type
                    -indicators.fast.type                     | indicators.fast.type missing
                    indicators.fast.type = "smaa"             | indicators.fast.type unknown_value
                    indicators.fast.type = 3                  | indicators.fast.type wrong_type
                    indicators.fast.window = 1                | indicators.fast.window out_of_range
                    indicators.fast.window = 2001             | indicators.fast.window out_of_range
                    indicators.fast.window = 20.5             | indicators.fast.window not_an_integer
                    indicators.fast.window = "20"             | indicators.fast.window wrong_type
                    indicators.fast.window = 1e400            | indicators.fast.window out_of_range
                    indicators.rsi.window = 501               | indicators.rsi.window out_of_range
                    indicators.fast.windw = 20                | indicators.fast.windw unknown_field
                    indicators.fast.source = "closse"         | indicators.fast.source unknown_value
                    indicators.bb.k = 0                       | indicators.bb.k out_of_range
                    indicators.bb.k = 10.1                    | indicators.bb.k out_of_range
                    indicators.fast.k = 2                     | indicators.fast.k unknown_field
                    indicators.a = {"type": "atr", "source": "close"} | indicators.a.source unknown_field
                    indicators.Big = {"type": "sma"}          | indicators.Big bad_format
                    indicators.1a = {"type": "sma"}           | indicators.1a bad_format
                    indicators.close = {"type": "sma"}        | indicators.close not_allowed
                    indicators.hlc3 = {"type": "sma"}         | indicators.hlc3 not_allowed
                    indicators.stops = {"type": "sma"}        | indicators.stops not_allowed
                    indicators.const = {"type": "sma"}        | indicators.const not_allowed
                    -long                                     | long missing
                    long = []                                 | long wrong_type
                    long = {}  ;; stops.max_bars = 5          | long.entry missing
                    long.enter = {}                           | long.enter unknown_field
                    -long.exit ;; -stops                      | long.exit missing
                    short = {"entry": {"gt": ["rsi", 1]}}     | short not_allowed
                    long.entry = []                           | long.entry wrong_type
                    long.entry = {}                           | long.entry empty
                    long.entry = {"gt": ["rsi", 1], "lt": ["rsi", 2]} | long.entry bad_format
                    long.entry = {"al": []}                   | long.entry.al unknown_field
                    long.entry = {"all": []}                  | long.entry.all empty
                    long.entry = {"all": {"gt": ["rsi", 1]}}  | long.entry.all wrong_type
                    long.entry = {"not": [{"gt": ["rsi", 1]}]} | long.entry.not wrong_type
                    long.entry = {"gt": ["rsi"]}              | long.entry.gt bad_format
                    long.entry = {"gt": ["rsi", 1, 2]}        | long.entry.gt bad_format
                    long.entry = {"gt": "rsi"}                | long.entry.gt wrong_type
                    long.entry.all[1] = {"lt": ["rsii", 70]}  | long.entry.all[1].lt[0] unknown_reference
                    long.entry = {"gt": ["bb", 1]}            | long.entry.gt[0] unknown_reference
                    long.entry = {"gt": ["bb.uper", 1]}       | long.entry.gt[0] unknown_reference
                    long.entry = {"gt": ["fast.upper", 1]}    | long.entry.gt[0] unknown_reference
                    long.entry = {"gt": ["close.x", 1]}       | long.entry.gt[0] unknown_reference
                    long.entry = {"gt": [null, 1]}            | long.entry.gt[0] wrong_type
                    long.entry = {"gt": [1e16, "rsi"]}        | long.entry.gt[0] out_of_range
                    long.entry = {"gt": ["rsi", {"const": "x"}]} | long.entry.gt[1].const unknown_reference
                    long.entry = {"gt": ["rsi", {"cons": "x"}]} | long.entry.gt[1].cons unknown_field / long.entry.gt[1].const missing
                    constants = [30]                          | constants wrong_type
                    constants = [30] ;; long.exit = {"lt": ["rsi", {"const": "oversold"}]} | constants wrong_type
                    constants.oversold = "30"                 | constants.oversold wrong_type
                    constants.oversold = null                 | constants.oversold wrong_type
                    constants.Over = 1                        | constants.Over bad_format
                    stops.stop_loss_pct = 0                   | stops.stop_loss_pct out_of_range
                    stops.stop_loss_pct = 100                 | stops.stop_loss_pct out_of_range
                    stops.stop_loss_pct = -1                  | stops.stop_loss_pct out_of_range
                    stops.take_profit_pct = 0                 | stops.take_profit_pct out_of_range
                    stops.trailing_pct = 100                  | stops.trailing_pct out_of_range
                    stops.max_bars = 0                        | stops.max_bars out_of_range
                    stops.max_bars = 1.5                      | stops.max_bars not_an_integer
                    stops.stoploss_pct = 1                    | stops.stoploss_pct unknown_field
                    sizing.percent = 0                        | sizing.percent out_of_range
                    sizing.percent = 101                      | sizing.percent out_of_range
                    sizing.amount = 5                         | sizing.amount unknown_field
                    sizing = {"type": "fixed_quote"}          | sizing.amount missing
                    sizing = {"percent": 50}                  | sizing.type missing
                    sizing.type = "percent"                   | sizing.type unknown_value
                    sizing = {"type": "risk_percent", "percent": 1} ;; -stops.stop_loss_pct | sizing.type not_allowed
                    execution.fill = "open"                   | execution.fill unknown_value
                    execution.fee_pct = -0.1                  | execution.fee_pct out_of_range
                    execution.maker_fee_pct = 11              | execution.maker_fee_pct out_of_range
                    execution.slippage_pct = "0"              | execution.slippage_pct wrong_type
                    execution.intrabar = "optimist"           | execution.intrabar unknown_value
                    execution.leverage = 2                    | execution.leverage out_of_range
                    execution.leverage = 126 ;; instrument.market_id = 2 | execution.leverage out_of_range
                    execution.respect_lot_size = 1            | execution.respect_lot_size wrong_type
                    execution = "close"                       | execution wrong_type
                    """)
    void everyMistakeHasItsPathAndCodeAndNoOther(String change, String expected) {
        assertThat(summary(StrategyDocument.read(changed(STRATEGY, change), "")))
                .containsExactly(expected.split(" / "));
    }

    @Test
    void whatIsNotAnObjectIsNoStrategy() {
        assertThat(summary(StrategyDocument.read(json("[]"), "strategy")))
                .containsExactly("strategy wrong_type");
    }

    @Test
    void anIndicatorOfUnknownTypeIsReportedOnceNotAtEveryUse() {
        assertThat(
                        summary(
                                StrategyDocument.read(
                                        changed(STRATEGY, "indicators.fast = {\"type\": \"x\"}"),
                                        "")))
                .containsExactly("indicators.fast.type unknown_value");
    }

    @Test
    void rulesThatAreTooDeepOrTooLargeAreRefused() {
        String deep = "{\"not\":".repeat(20) + "{\"gt\": [\"rsi\", 1]}" + "}".repeat(20);
        assertThat(summary(StrategyDocument.read(changed(STRATEGY, "long.entry = " + deep), "")))
                .singleElement()
                .asString()
                .endsWith("not too_complex");

        ObjectNode wide = JsonNodeFactory.instance.objectNode();
        ArrayNode parts = wide.putArray("any");
        for (int i = 0; i < RuleReader.MAX_PARTS; i++) {
            parts.add(json("{\"gt\": [\"rsi\", 1]}"));
        }
        assertThat(summary(StrategyDocument.read(changed(STRATEGY, "long.entry = " + wide), "")))
                .containsExactly("long.entry too_complex");
    }

    @Test
    void tooManyIndicatorsAreRefused() {
        ObjectNode many = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i <= IndicatorsReader.MAX_INDICATORS; i++) {
            many.set("i" + i, json("{\"type\": \"sma\"}"));
        }
        assertThat(summary(StrategyDocument.read(changed(STRATEGY, "indicators = " + many), "")))
                .contains("indicators too_complex");
    }
}
