package io.candlegrid.domain.optimization;

import static io.candlegrid.domain.document.TestDocuments.OPTIMIZATION;
import static io.candlegrid.domain.document.TestDocuments.changed;
import static io.candlegrid.domain.document.TestDocuments.errors;
import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.summary;
import static io.candlegrid.domain.document.TestDocuments.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.backtest.Metric;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class OptimizationDocumentTest {

    @Test
    void readsTheExampleOfTheFormats() {
        OptimizationSpec spec = read(json(OPTIMIZATION));

        assertThat(spec.space().axes())
                .containsExactly(
                        new Axis.Range("fast.window", decimal(5), decimal(104), decimal(1)),
                        new Axis.Range(
                                "slow.window", decimal(110), new BigDecimal("1109"), decimal(1)),
                        new Axis.Listed(
                                "stops.stop_loss_pct",
                                List.of(
                                        new AxisValue.Numeric(1),
                                        new AxisValue.Numeric(2),
                                        new AxisValue.Numeric(3))));
        assertThat(spec.space().size()).isEqualTo(300_000);
        assertThat(spec.space().constraints())
                .containsExactly(
                        new Constraint(
                                new Constraint.Term(1, "fast.window", 0),
                                Constraint.Comparison.LT,
                                new Constraint.Term(1, "slow.window", 0)));
        assertThat(spec.objective()).isEqualTo(Metric.SHARPE);
        assertThat(spec.top()).isEqualTo(500);
        assertThat(spec.pruning())
                .isEqualTo(new Pruning(0.5, new Pruning.LossWindow(10_000, 0.3), 20_000, 30));
        assertThat(spec.initialEquity()).isEqualTo(10_000);
    }

    @Test
    void fillsInDefaults() {
        OptimizationSpec spec =
                read(changed(OPTIMIZATION, "-constraints ;; -top ;; -pruning ;; -initial_equity"));

        assertThat(spec.space().constraints()).isEmpty();
        assertThat(spec.top()).isEqualTo(500);
        assertThat(spec.pruning()).isEqualTo(Pruning.NONE);
        assertThat(spec.initialEquity()).isEqualTo(10_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "space = {\"execution.fill\": [\"close\", \"next_open\"], \"execution.intrabar\":"
                        + " [\"path\"], \"fast.source\": [\"hl2\", \"close\"]}",
                "space = {\"stops.trailing_pct\": [null, 2.5], \"stops.max_bars\": {\"from\": 10,"
                        + " \"to\": 20, \"step\": 5}} ;; -constraints",
                "space = {\"bb.k\": {\"from\": 0.1, \"to\": 3, \"step\": 0.1},"
                        + " \"sizing.percent\": [50, 100]} ;; -constraints",
                "strategy.long.exit = {\"lt\": [\"rsi\", {\"const\": \"oversold\"}]} ;; space ="
                        + " {\"const.oversold\": {\"from\": -5, \"to\": 5, \"step\": 2.5}} ;;"
                        + " constraints = [\"const.oversold != 0\", \"-1 * const.oversold < 7\"]",
                "constraints = [\"2*fast.window+3<slow.window\", \"slow.window - 1.5 >= 1e2\"]",
                "constraints = [\"fast.window < 20\", \"bb.k == 2\"]",
                "strategy.instrument.market_id = 2 ;; space = {\"execution.leverage\": [1, 5],"
                        + " \"execution.maker_fee_pct\": [null, 0.01], \"execution.fee_pct\":"
                        + " [0.02], \"execution.slippage_pct\": [0, 0.01]} ;; -constraints"
            })
    void readsWhatIsRightAndWritesItBackTheSame(String changes) {
        OptimizationSpec spec = read(changed(OPTIMIZATION, changes));

        JsonNode written = OptimizationDocument.write(spec);
        assertThat(read(json(written.toString()))).isEqualTo(spec);
        assertThat(OptimizationDocument.hash(read(json(written.toString()))))
                .isEqualTo(OptimizationDocument.hash(spec));
    }

    @Test
    void theSameSearchHasTheSameHashHoweverItIsWritten() {
        JsonNode other =
                changed(
                        OPTIMIZATION,
                        "space = {\"stops.stop_loss_pct\": [1.0, 2e0, 3], \"slow.window\":"
                                + " {\"step\": 1.0, \"to\": 1109, \"from\": 1.1e2},"
                                + " \"fast.window\": {\"from\": 5, \"to\": 104.0, \"step\": 1}} ;;"
                                + " constraints = [\" 1 * fast.window<slow.window + 0 \"] ;;"
                                + " -top ;; -initial_equity");

        assertThat(OptimizationDocument.hash(read(other)))
                .isEqualTo(OptimizationDocument.hash(read(json(OPTIMIZATION))));
    }

    @Test
    void aConstraintOnAFixedFieldUsesItsValue() {
        OptimizationSpec spec =
                read(
                        changed(
                                OPTIMIZATION,
                                "-'space'.'fast.window' ;; constraints = [\"2 * fast.window + 80 <"
                                        + " slow.window\"]"));

        assertThat(spec.space().constraints())
                .containsExactly(
                        new Constraint(
                                new Constraint.Term(0, null, 120),
                                Constraint.Comparison.LT,
                                new Constraint.Term(1, "slow.window", 0)));
    }

    /** What is changed in the example of the formats, and the errors that it gives. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    schema = "optimization/v2"               | schema unknown_value
                    spaces = {}                              | spaces unknown_field
                    -strategy                                | strategy missing
                    strategy = []                            | strategy wrong_type
                    strategy.indicators.fast.window = 1      | strategy.indicators.fast.window out_of_range
                    strategy.indicators.fast.type = "x"      | strategy.indicators.fast.type unknown_value
                    strategy.indicators = []                 | strategy.indicators wrong_type
                    -range                                   | range missing
                    range.to = "2023-01-01T00:00:00Z"        | range.to out_of_range
                    initial_equity = 0                       | initial_equity out_of_range
                    -space ;; -constraints                   | space missing
                    space = {} ;; -constraints               | space empty
                    space = [] ;; -constraints               | space wrong_type
                    space.'slow.windw' = [1]                 | space.slow.windw unknown_reference
                    space.'slo.window' = [5]                 | space.slo.window unknown_reference
                    space.'window' = [5]                     | space.window unknown_reference
                    space.'stops.stop' = [5]                 | space.stops.stop unknown_reference
                    space.'sizing.amount' = [5]              | space.sizing.amount unknown_reference
                    space.'execution.respect_lot_size' = [1] | space.execution.respect_lot_size unknown_reference
                    space.'const.x' = [5]                    | space.const.x unknown_reference
                    space.'const.oversold' = [5, 6]          | space.const.oversold unused
                    strategy.indicators.a = {"type": "sma"} ;; space.'a.window' = [5] | space.a.window unused
                    space.'fast.window' = []                 | space.fast.window empty
                    space.'fast.window' = 5                  | space.fast.window wrong_type
                    space.'fast.window' = null               | space.fast.window wrong_type
                    space.'fast.window' = [5, 1, 6, 2001]    | space.fast.window[1] out_of_range / space.fast.window[3] out_of_range
                    space.'fast.window' = [5, 5.5]           | space.fast.window[1] not_an_integer
                    space.'fast.window' = [5, "6"]           | space.fast.window[1] wrong_type
                    space.'fast.window' = [5, null]          | space.fast.window[1] not_allowed
                    space.'fast.window' = [5, 6, 5.0]        | space.fast.window[2] duplicate_value
                    space.'stops.stop_loss_pct' = [null, 1, null] | space.stops.stop_loss_pct[2] duplicate_value
                    space.'stops.stop_loss_pct' = [0]        | space.stops.stop_loss_pct[0] out_of_range
                    space.'fast.source' = ["close", "clos"]  | space.fast.source[1] unknown_value
                    space.'fast.source' = [1]                | space.fast.source[0] wrong_type
                    space.'fast.source' = [null]             | space.fast.source[0] not_allowed
                    space.'fast.source' = {"from": 1}        | space.fast.source wrong_type
                    space.'execution.fill' = ["open"]        | space.execution.fill[0] unknown_value
                    space.'execution.leverage' = [1, 2]      | space.execution.leverage[1] out_of_range
                    space.'fast.window'.from = 1             | space.fast.window.from out_of_range
                    space.'fast.window'.to = 3000            | space.fast.window.to out_of_range
                    space.'fast.window'.from = 5.5           | space.fast.window.from not_an_integer
                    space.'fast.window'.step = 0.5           | space.fast.window.step not_an_integer
                    space.'fast.window'.step = 0             | space.fast.window.step out_of_range
                    space.'fast.window'.step = -1            | space.fast.window.step out_of_range
                    space.'fast.window'.step = "1"           | space.fast.window.step wrong_type
                    -space.'fast.window'.step                | space.fast.window.step missing
                    space.'fast.window'.steps = 1            | space.fast.window.steps unknown_field
                    space.'fast.window'.to = 4               | space.fast.window.to out_of_range
                    space.'stops.take_profit_pct' = {"from": 1, "to": 2, "step": 1e-300} | space.stops.take_profit_pct.step out_of_range
                    space.'stops.take_profit_pct' = {"from": 1, "to": 2, "step": 1e-9} | space too_many_combinations
                    constraints = "fast.window < slow.window" | constraints wrong_type
                    constraints = [1]                        | constraints[0] wrong_type
                    constraints = [""]                       | constraints[0] bad_format
                    constraints = ["fast.window"]            | constraints[0] bad_format
                    constraints = ["fast.window = slow.window"] | constraints[0] bad_format
                    constraints = ["fast.window < slow.window < 9"] | constraints[0] bad_format
                    constraints = ["fast.window <"]          | constraints[0] bad_format
                    constraints = ["3 + fast.window < slow.window"] | constraints[0] bad_format
                    constraints = ["fast.window * 2 < slow.window"] | constraints[0] bad_format
                    constraints = ["fast.windw < slow.window"] | constraints[0] unknown_reference
                    constraints = ["fast.window < 1e13"]     | constraints[0] out_of_range
                    constraints = ["stops.trailing_pct < 5"] | constraints[0] not_allowed
                    constraints = ["execution.fill < 5"]     | constraints[0] not_allowed
                    space.'fast.source' = ["close"] ;; constraints = ["fast.source == 5"] | constraints[0] not_allowed
                    constraints = ["slow.window < fast.window"] | constraints[0] excludes_everything
                    constraints = ["fast.window == 5.5"]     | constraints[0] excludes_everything
                    constraints = ["2 < 1"]                  | constraints[0] excludes_everything
                    constraints = ["fast.window > 50", "fast.window < 51"] | constraints excludes_everything
                    -objective                               | objective missing
                    objective = "sharp"                      | objective unknown_value
                    top = 0                                  | top out_of_range
                    top = 501                                | top out_of_range
                    top = 1.5                                | top not_an_integer
                    pruning = 0.5                            | pruning wrong_type
                    pruning.max_drawdown = 1                 | pruning.max_drawdown out_of_range
                    pruning.max_dd = 0.5                     | pruning.max_dd unknown_field
                    pruning.min_trades = -1                  | pruning.min_trades out_of_range
                    pruning.min_trades = 20001               | pruning.min_trades not_allowed
                    pruning.loss_window = {"bars": 10}       | pruning.loss_window.loss missing
                    pruning.loss_window.bars = 0             | pruning.loss_window.bars out_of_range
                    pruning.loss_window.loss = 30            | pruning.loss_window.loss out_of_range
                    -strategy.long.exit ;; strategy.stops = {"stop_loss_pct": 1} ;; space.'stops.stop_loss_pct' = [null, 1] | space not_allowed
                    strategy.sizing = {"type": "risk_percent", "percent": 1} ;; space.'stops.stop_loss_pct' = [null, 1] | space not_allowed
                    """)
    void everyMistakeHasItsPathAndCodeAndNoOther(String change, String expected) {
        assertThat(summary(OptimizationDocument.read(changed(OPTIMIZATION, change))))
                .containsExactly(expected.split(" / "));
    }

    @Test
    void aSpaceThatIsTooLargeIsToldItsSizeHoweverLarge() {
        assertThat(
                        message(
                                "strategy.long.exit = {\"lt\": [\"rsi\", {\"const\": \"oversold\"}]}"
                                        + " ;; space = {\"const.oversold\": {\"from\": 1, \"to\":"
                                        + " 1e15, \"step\": 1}} ;; -constraints"))
                .contains("1,000,000,000,000,000 combinations", "at most 1,000,000,000,000");
        assertThat(
                        message(
                                "strategy.long.exit = {\"lt\": [\"rsi\", {\"const\": \"oversold\"}]}"
                                        + " ;; space.'const.oversold' = {\"from\": 0, \"to\":"
                                        + " 9.9e14, \"step\": 0.5}"))
                .contains("594,000,000,000,000,300,000 combinations");
    }

    @Test
    void aMistypedAxisIsAnsweredWithTheRightOne() {
        assertThat(message("space.'slow.windw' = [5]")).contains("did you mean \"slow.window\"?");
        assertThat(message("constraints = [\"fast.window < slow.windw\"]"))
                .contains("did you mean \"slow.window\"?");
    }

    @Test
    void aConstraintThatExcludesEverythingSaysWhy() {
        assertThat(message("constraints = [\"slow.window < fast.window\"]"))
                .contains(
                        "\"slow.window < fast.window\"",
                        "fast.window goes from 5 to 104",
                        "slow.window goes from 110 to 1109");
    }

    @Test
    void aNullThatAConstraintKeepsOutIsNoProblem() {
        assertThat(
                        summary(
                                OptimizationDocument.read(
                                        changed(
                                                OPTIMIZATION,
                                                "-strategy.long.exit ;; strategy.stops ="
                                                        + " {\"stop_loss_pct\": 1} ;;"
                                                        + " space.'stops.stop_loss_pct' = [null, 1] ;;"
                                                        + " constraints = [\"stops.stop_loss_pct <"
                                                        + " 5\"]"))))
                .isEmpty();
    }

    @Test
    void errorsOfAllPartsComeAtOnce() {
        assertThat(
                        summary(
                                OptimizationDocument.read(
                                        changed(
                                                OPTIMIZATION,
                                                "strategy.indicators.fast.window = 1 ;; range.to ="
                                                        + " \"2020-01-01T00:00:00Z\" ;;"
                                                        + " space.'slow.windw' = [1] ;; objective ="
                                                        + " \"x\" ;; constraints = [\"a.b < 1\"]"))))
                .containsExactly(
                        "constraints[0] unknown_reference",
                        "objective unknown_value",
                        "range.to out_of_range",
                        "space.slow.windw unknown_reference",
                        "strategy.indicators.fast.window out_of_range");
    }

    private static String message(String change) {
        return errors(OptimizationDocument.read(changed(OPTIMIZATION, change)))
                .getFirst()
                .message();
    }

    private static OptimizationSpec read(JsonNode node) {
        return valid(OptimizationDocument.read(node));
    }

    private static BigDecimal decimal(long value) {
        return BigDecimal.valueOf(value).stripTrailingZeros();
    }
}
