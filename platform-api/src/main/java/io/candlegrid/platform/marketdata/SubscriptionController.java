package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.InstrumentStore;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.SubscriptionStore;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** The whitelist of a market; pipelines follow a change within seconds. */
@RestController
@RequestMapping("/api/v1/markets/{id}/subscriptions")
@Tag(name = "Ingest")
class SubscriptionController {

    private final SubscriptionStore subscriptions;
    private final InstrumentStore instruments;

    SubscriptionController(SubscriptionStore subscriptions, InstrumentStore instruments) {
        this.subscriptions = subscriptions;
        this.instruments = instruments;
    }

    @GetMapping
    @Operation(operationId = "subscriptions", summary = "What is ingested live of a market")
    Subscriptions get(@Parameter(example = "1") @PathVariable("id") int id) {
        return answer(market(id));
    }

    @PutMapping
    @Operation(
            operationId = "replaceSubscriptions",
            summary = "Make this the whitelist of a market",
            description = "Stored candles stay, whatever is taken out.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Symbols.class))))
    Subscriptions put(@PathVariable("id") int id, @RequestBody byte[] body) {
        int market = market(id);
        Set<String> symbols = symbols(body);
        symbols.forEach(symbol -> remember(market, symbol));
        subscriptions.replace(market, symbols);
        return answer(market);
    }

    @PostMapping
    @Operation(
            operationId = "subscribe",
            summary = "Add symbols to the whitelist of a market",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON_VALUE,
                                            schema = @Schema(implementation = Symbols.class))))
    Subscriptions post(@PathVariable("id") int id, @RequestBody byte[] body) {
        int market = market(id);
        Set<String> symbols = symbols(body);
        if (!subscriptions.add(market, symbols)) {
            throw ApiProblem.invalid(
                    "symbols",
                    Integer.toString(symbols.size()),
                    "too_complex",
                    "a market may have "
                            + SubscriptionStore.MAX_PER_MARKET
                            + " subscriptions; with the "
                            + subscriptions.ofMarket(market).size()
                            + " there are these would be more");
        }
        symbols.forEach(symbol -> remember(market, symbol));
        return answer(market);
    }

    @DeleteMapping
    @Operation(
            operationId = "unsubscribe",
            summary = "Take symbols out of the whitelist of a market",
            description = "Stored candles stay. Symbols that are not there are passed over.")
    Subscriptions delete(
            @PathVariable("id") int id,
            @Parameter(description = "May be repeated.", example = "BTCUSDT")
                    @RequestParam("symbol")
                    List<String> symbol) {
        int market = market(id);
        if (symbol.isEmpty() || symbol.size() > SubscriptionStore.MAX_PER_MARKET) {
            throw ApiProblem.invalid(
                    "symbol",
                    Integer.toString(symbol.size()),
                    "out_of_range",
                    "symbol must be there 1 to " + SubscriptionStore.MAX_PER_MARKET + " times");
        }
        symbol.forEach(name -> CandleQuery.instrument(market, name));
        subscriptions.remove(market, Set.copyOf(symbol));
        return answer(market);
    }

    private void remember(int market, String symbol) {
        instruments.addIfAbsent(new InstrumentId(market, symbol), CandleSource.WEBSOCKET);
    }

    private Subscriptions answer(int market) {
        return new Subscriptions(
                market,
                List.copyOf(subscriptions.ofMarket(market)),
                SubscriptionStore.MAX_PER_MARKET);
    }

    private static int market(int id) {
        if (Market.byId(id).isEmpty()) {
            throw ApiProblem.notFound(
                    "id",
                    Integer.toString(id),
                    "there is no market " + id + "; the markets are 1 to 4");
        }
        return id;
    }

    private static Set<String> symbols(byte[] body) {
        ErrorCollector errors = new ErrorCollector();
        Set<String> symbols = new TreeSet<>();
        ObjectFields.of(RequestDocument.parse(body), "", "a list of symbols", errors)
                .ifPresent(fields -> read(fields, symbols, errors));
        return ApiProblem.orThrow(errors.validated(symbols));
    }

    private static void read(ObjectFields fields, Set<String> symbols, ErrorCollector errors) {
        fields.allow("symbols");
        JsonNode list = fields.required("symbols", "the symbols, e.g. [\"BTCUSDT\"]");
        if (list == null) {
            return;
        }
        if (!list.isArray()) {
            errors.add(
                    "symbols",
                    list,
                    ErrorCode.WRONG_TYPE,
                    "symbols must be a list like [\"BTCUSDT\", \"ETHUSDT\"]");
            return;
        }
        if (list.size() > SubscriptionStore.MAX_PER_MARKET) {
            errors.add(
                    "symbols",
                    null,
                    ErrorCode.TOO_COMPLEX,
                    "a market may have "
                            + SubscriptionStore.MAX_PER_MARKET
                            + " subscriptions, got "
                            + list.size());
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            JsonNode symbol = list.get(i);
            if (symbol.isString() && InstrumentId.isSymbol(symbol.stringValue())) {
                symbols.add(symbol.stringValue());
            } else {
                errors.add(
                        "symbols[" + i + "]",
                        symbol,
                        ErrorCode.BAD_FORMAT,
                        "a symbol has 1 to 40 capital letters and digits, e.g. BTCUSDT");
            }
        }
    }

    /** What is sent. */
    @Schema(name = "Symbols")
    record Symbols(
            @Schema(
                            description = "2,000 at most; one written twice counts once.",
                            example = "[\"BTCUSDT\"]")
                    List<String> symbols) {}

    /** What is answered. */
    @Schema(name = "Subscriptions")
    record Subscriptions(
            @Schema(example = "1") int marketId,
            @Schema(description = "In order.", example = "[\"BTCUSDT\"]") List<String> symbols,
            @Schema(description = "Most symbols of a market.", example = "2000") int max) {}
}
