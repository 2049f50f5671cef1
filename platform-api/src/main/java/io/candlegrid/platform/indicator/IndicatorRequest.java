package io.candlegrid.platform.indicator;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.strategy.IndicatorDocument;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What {@code POST /indicators/compute} is asked for.
 *
 * @param from default: the first stored candle
 * @param to exclusive; default: after the last stored candle
 */
record IndicatorRequest(
        int marketId,
        String symbol,
        String timeframe,
        IndicatorUse indicator,
        @Nullable Instant from,
        @Nullable Instant to) {

    static Validated<IndicatorRequest> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        IndicatorRequest request =
                ObjectFields.of(node, "", "a request", errors)
                        .map(fields -> read(fields, errors))
                        .orElse(null);
        return errors.validated(request);
    }

    private static @Nullable IndicatorRequest read(ObjectFields fields, ErrorCollector errors) {
        fields.allow("market_id", "symbol", "timeframe", "indicator", "from", "to");
        fields.required("market_id", "the market, 1 to 4");
        fields.required("symbol", "the symbol, e.g. \"BTCUSDT\"");
        fields.required("timeframe", "the timeframe, e.g. \"1h\"");
        JsonNode indicator =
                fields.required("indicator", "e.g. {\"type\": \"sma\", \"window\": 20}");
        Integer market = fields.integer("market_id", NumberRange.whole(1, 4));
        String symbol = fields.text("symbol");
        String timeframe = fields.text("timeframe");
        IndicatorUse use =
                indicator == null ? null : IndicatorDocument.read(indicator, "indicator", errors);
        Instant from = time(fields, "from", errors);
        Instant to = time(fields, "to", errors);
        if (market == null || symbol == null || timeframe == null || use == null) {
            return null;
        }
        return new IndicatorRequest(market, symbol, timeframe, use, from, to);
    }

    private static @Nullable Instant time(ObjectFields fields, String name, ErrorCollector errors) {
        String text = fields.text(name);
        if (text == null) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            errors.add(
                    name,
                    fields.optional(name),
                    ErrorCode.BAD_FORMAT,
                    name + " must be a time like \"2024-01-01T00:00:00Z\", got \"" + text + "\"");
            return null;
        }
    }
}
