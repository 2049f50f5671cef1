package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.Instrument;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Sets an instrument's trading rules by hand, where no exchange's list has told them. */
@RestController
@Tag(name = "Market data")
class InstrumentRulesController {

    private static final List<String> NAMES = List.of("tick_size", "lot_size", "min_notional");
    private static final String SOURCE = "person";
    private static final double MOST = 1e12;
    private static final int MOST_DECIMALS = 18;

    private final InstrumentStore instruments;

    InstrumentRulesController(InstrumentStore instruments) {
        this.instruments = instruments;
    }

    private record Rules(
            @Nullable BigDecimal tickSize,
            @Nullable BigDecimal lotSize,
            @Nullable BigDecimal minNotional) {}

    @PutMapping(
            path = "/api/v1/instruments/{market_id}/{symbol}/rules",
            consumes = "application/json")
    @Operation(
            operationId = "setInstrumentRules",
            summary = "Set an instrument's tick size, lot size and smallest order value",
            description =
                    "What is left out stays as it is. A strategy with respect_lot_size needs"
                            + " lot_size and min_notional (0 for none). Jobs keep the rules they were"
                            + " submitted with.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/InstrumentRules"),
                                            examples =
                                                    @ExampleObject(
                                                            "{\"tick_size\": 0.1, \"lot_size\": 0.001, \"min_notional\": 100}"))))
    InstrumentView set(
            @PathVariable("market_id") int marketId,
            @PathVariable("symbol") String symbol,
            @RequestBody byte[] body) {
        InstrumentId id = CandleQuery.instrument(marketId, symbol);
        Rules rules = ApiProblem.orThrow(read(RequestDocument.parse(body)));
        instruments.addIfAbsent(id, CandleSource.REST);
        Instrument old = instruments.find(id).orElseThrow();
        Instrument changed =
                new Instrument(
                        id,
                        old.status(),
                        rules.tickSize() == null ? old.tickSize() : rules.tickSize(),
                        rules.lotSize() == null ? old.lotSize() : rules.lotSize(),
                        old.minQuantity(),
                        rules.minNotional() == null ? old.minNotional() : rules.minNotional(),
                        old.tradable(),
                        SOURCE);
        instruments.save(List.of(changed));
        return InstrumentView.of(changed);
    }

    private static Validated<Rules> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        Rules rules =
                ObjectFields.of(node, "", "a request", errors)
                        .map(fields -> read(fields, errors))
                        .orElse(null);
        return errors.validated(rules);
    }

    private static Rules read(ObjectFields fields, ErrorCollector errors) {
        fields.allow(NAMES);
        Rules rules =
                new Rules(
                        decimal(fields, "tick_size", false, errors),
                        decimal(fields, "lot_size", false, errors),
                        decimal(fields, "min_notional", true, errors));
        if (NAMES.stream().allMatch(name -> fields.optional(name) == null)) {
            errors.add(
                    "lot_size",
                    null,
                    ErrorCode.MISSING,
                    "one of tick_size, lot_size and min_notional is needed");
        }
        return rules;
    }

    private static @Nullable BigDecimal decimal(
            ObjectFields fields, String name, boolean mayBeZero, ErrorCollector errors) {
        JsonNode node = fields.optional(name);
        if (node == null) {
            return null;
        }
        BigDecimal value = NumberRange.decimal(node);
        boolean right =
                value != null
                        && (value.signum() > 0 || (mayBeZero && value.signum() == 0))
                        && value.doubleValue() <= MOST
                        && value.stripTrailingZeros().scale() <= MOST_DECIMALS;
        if (!right) {
            errors.add(
                    name,
                    node,
                    ErrorCode.OUT_OF_RANGE,
                    name
                            + " must be a number "
                            + (mayBeZero ? "from 0" : "above 0")
                            + " up to 10^12 with 18 decimals at most, got "
                            + node);
            return null;
        }
        return value;
    }
}
