package io.candlegrid.domain.backtest;

import static io.candlegrid.domain.document.TestDocuments.BACKTEST;
import static io.candlegrid.domain.document.TestDocuments.changed;
import static io.candlegrid.domain.document.TestDocuments.errors;
import static io.candlegrid.domain.document.TestDocuments.json;
import static io.candlegrid.domain.document.TestDocuments.summary;
import static io.candlegrid.domain.document.TestDocuments.valid;
import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BacktestDocumentTest {

    private static final Instant FROM = Instant.parse("2024-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2024-02-01T00:00:00Z");

    @Test
    void readsRangeAndEquity() {
        BacktestSpec spec = read(json(BACKTEST));

        assertThat(spec.range()).isEqualTo(TimeRange.of(FROM, TO));
        assertThat(spec.initialEquity()).isEqualTo(10_000);
    }

    @Test
    void fillsInTheEquityAndReadsTheWarmup() {
        BacktestSpec spec =
                read(
                        changed(
                                BACKTEST,
                                "-initial_equity ;; range.warmup_from ="
                                        + " \"2023-12-31T23:01:00Z\""));

        assertThat(spec.initialEquity()).isEqualTo(10_000);
        assertThat(spec.range().warmupFrom()).isEqualTo("2023-12-31T23:01:00Z");
        assertThat(read(BacktestDocument.write(spec))).isEqualTo(spec);
    }

    @Test
    void theSameBacktestHasTheSameHashHoweverItIsWritten() {
        JsonNode other =
                changed(
                        BACKTEST,
                        "-initial_equity ;; range.warmup_from = null ;; range.to ="
                                + " \"2024-02-01T00:00:00.000Z\"");

        assertThat(BacktestDocument.hash(read(other)))
                .isEqualTo(BacktestDocument.hash(read(json(BACKTEST))));
        assertThat(BacktestDocument.hash(read(changed(BACKTEST, "initial_equity = 10001"))))
                .isNotEqualTo(BacktestDocument.hash(read(json(BACKTEST))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    schema = "strategy/v1"                       | schema unknown_value
                    x = 1                                        | x unknown_field
                    -strategy                                    | strategy missing
                    strategy.indicators.fast.window = 1          | strategy.indicators.fast.window out_of_range
                    -range                                       | range missing
                    range = "2024"                               | range wrong_type
                    range.until = "x"                            | range.until unknown_field
                    -range.from                                  | range.from missing
                    -range.to                                    | range.to missing
                    range.to = "2023-12-31T00:00:00Z"            | range.to out_of_range
                    range.to = "2024-01-01T00:00:00Z"            | range.to out_of_range
                    range.from = "2024-01-01"                    | range.from bad_format
                    range.from = "2024-01-01T00:00:00+02:00"     | range.from bad_format
                    range.from = "2024-01-01T00:00:30Z"          | range.from bad_format
                    range.from = "2024-13-01T00:00:00Z"          | range.from bad_format
                    range.from = "yesterday"                     | range.from bad_format
                    range.from = 1704067200000                   | range.from wrong_type
                    range.from = "1999-01-01T00:00:00Z"          | range.from out_of_range
                    range.to = "+1000000000-12-31T23:59:00Z"     | range.to out_of_range
                    range.from = "2010-01-01T00:00:00Z" ;; range.to = "2040-01-01T00:00:00Z" | range out_of_range
                    range.warmup_from = "2024-01-01T00:01:00Z"   | range.warmup_from out_of_range
                    range.warmup_from = 1                        | range.warmup_from wrong_type
                    strategy.timeframe = "1d" ;; range.from = "2024-01-31T00:01:00Z" | range empty
                    initial_equity = 0                           | initial_equity out_of_range
                    initial_equity = -5                          | initial_equity out_of_range
                    initial_equity = "10000"                     | initial_equity wrong_type
                    initial_equity = 1e13                        | initial_equity out_of_range
                    """)
    void everyMistakeHasItsPathAndCodeAndNoOther(String change, String expected) {
        assertThat(summary(BacktestDocument.read(changed(BACKTEST, change))))
                .containsExactly(expected);
    }

    @Test
    void aTimeThatIsAlmostRightIsAnsweredWithTheRightOne() {
        assertThat(
                        errors(
                                        BacktestDocument.read(
                                                changed(BACKTEST, "range.from = \"2024-01-01\"")))
                                .getFirst()
                                .message())
                .endsWith("did you mean \"2024-01-01T00:00:00Z\"?");
        assertThat(
                        errors(
                                        BacktestDocument.read(
                                                changed(
                                                        BACKTEST,
                                                        "range.from ="
                                                                + " \"2024-01-01T02:00:00+02:00\"")))
                                .getFirst()
                                .message())
                .endsWith("did you mean \"2024-01-01T00:00:00Z\"?");
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-01T00:00:00Z, 2024-01-01T01:00:00Z, M1, 60",
        "2024-01-01T00:01:00Z, 2024-01-01T01:00:00Z, M5, 11",
        "2024-01-01T00:00:00Z, 2024-01-01T00:59:00Z, H1, 0",
        "2024-01-01T00:01:00Z, 2024-01-01T00:59:00Z, H1, 0",
        "2024-01-01T12:00:00Z, 2024-01-04T12:00:00Z, D1, 2"
    })
    void countsFullCandlesOfARange(Instant from, Instant to, Timeframe timeframe, long candles) {
        assertThat(TimeRangeDocument.fullCandles(from, to, timeframe)).isEqualTo(candles);
    }

    private static BacktestSpec read(JsonNode node) {
        return valid(BacktestDocument.read(node));
    }
}
