package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Coverage;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.HoleStore;
import io.candlegrid.domain.marketdata.HoleType;
import io.candlegrid.domain.marketdata.HoleTyping;
import io.candlegrid.domain.marketdata.Holes;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Says why candles are absent. */
@RestController
@Tag(name = "Market data")
class HoleController {

    private static final String EXAMPLE =
            """
            {"market_id": 1, "symbol": "BTCUSDT", "from": "2021-09-29T07:00:00Z",
             "to": "2021-09-29T09:00:00Z", "type": "VENUE_HALT"}
            """;

    private static final List<String> TYPES =
            Arrays.stream(HoleType.values()).map(HoleType::name).toList();

    private final CandleStore candles;
    private final HoleStore holes;
    private final HoleTyping typing;

    HoleController(CandleStore candles, HoleStore holes, HoleTyping typing) {
        this.candles = candles;
        this.holes = holes;
        this.typing = typing;
    }

    /** What was asked for; without a symbol the hole is the market's. */
    private record Told(int marketId, @Nullable String symbol, Hole hole) {}

    @PutMapping(path = "/api/v1/holes", consumes = "application/json")
    @Operation(
            operationId = "setHoleType",
            summary = "Say why candles are absent",
            description =
                    "Counts more than what is derived from other instruments. Without a symbol the"
                            + " whole market did not trade: the type is VENUE_HALT. The answer lists"
                            + " the instrument's holes of the time, as typed now.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/HoleTypeRequest"),
                                            examples = @ExampleObject(EXAMPLE))))
    List<HoleView> set(@RequestBody byte[] body) {
        Told told = ApiProblem.orThrow(read(RequestDocument.parse(body)));
        Hole hole = told.hole();
        if (told.symbol() == null) {
            if (hole.type() != HoleType.VENUE_HALT) {
                throw ApiProblem.invalid(
                        "type",
                        hole.type().name(),
                        "not_allowed",
                        "a whole market can only have a VENUE_HALT; name a symbol for "
                                + hole.type());
            }
            holes.rememberHalt(told.marketId(), hole.fromMillis(), hole.toMillis());
            return List.of(HoleView.of(hole));
        }
        InstrumentId id = CandleQuery.instrument(told.marketId(), told.symbol());
        if (absent(id, hole).isEmpty()) {
            throw ApiProblem.invalid(
                    "from",
                    Instant.ofEpochMilli(hole.fromMillis()).toString(),
                    "no_hole",
                    "no candle of "
                            + id.key()
                            + " is absent between "
                            + Instant.ofEpochMilli(hole.fromMillis())
                            + " and "
                            + Instant.ofEpochMilli(hole.toMillis())
                            + "; GET /api/v1/coverage lists the holes");
        }
        holes.remember(id, List.of(hole));
        typing.refresh(id.marketId());
        return absent(id, hole).stream().map(HoleView::of).toList();
    }

    private List<Hole> absent(InstrumentId id, Hole hole) {
        return candles.coverage(id)
                .map(Coverage::holes)
                .map(list -> Holes.within(list, hole.fromMillis(), hole.toMillis()))
                .orElse(List.of());
    }

    private static Validated<Told> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        Told told =
                ObjectFields.of(node, "", "a request", errors)
                        .map(fields -> read(fields, errors))
                        .orElse(null);
        return errors.validated(told);
    }

    private static @Nullable Told read(ObjectFields fields, ErrorCollector errors) {
        fields.allow("market_id", "symbol", "from", "to", "type");
        fields.required("market_id", "the market, 1 to 4");
        fields.required("from", "open time of the first absent candle");
        fields.required("to", "open time of the first candle after the hole");
        fields.required("type", "why the candles are absent");
        Integer market = fields.integer("market_id", NumberRange.whole(1, 4));
        String symbol = fields.optional("symbol") == null ? null : fields.text("symbol");
        Instant from = minute(fields, "from", errors);
        Instant to = minute(fields, "to", errors);
        String type = fields.choice("type", TYPES);
        if (market == null || from == null || to == null || type == null) {
            return null;
        }
        if (!from.isBefore(to)) {
            errors.add(
                    "to",
                    fields.optional("to"),
                    ErrorCode.OUT_OF_RANGE,
                    "to must be after from (" + from + ")");
            return null;
        }
        return new Told(
                market,
                symbol,
                new Hole(from.toEpochMilli(), to.toEpochMilli(), HoleType.valueOf(type)));
    }

    private static @Nullable Instant minute(
            ObjectFields fields, String name, ErrorCollector errors) {
        String text = fields.text(name);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            if (instant.equals(instant.truncatedTo(ChronoUnit.MINUTES))) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below, together with times that are no whole minute.
        }
        errors.add(
                name,
                fields.optional(name),
                ErrorCode.BAD_FORMAT,
                name + " must be a whole minute like \"2025-01-01T00:00:00Z\"");
        return null;
    }
}
