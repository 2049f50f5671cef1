package io.candlegrid.platform.indicator;

import io.candlegrid.domain.indicator.ExactRange;
import io.candlegrid.domain.indicator.Indicator;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.Rollup;
import io.candlegrid.platform.marketdata.CandleQuery;
import io.candlegrid.platform.web.ApiProblem;
import io.candlegrid.platform.web.RequestDocument;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Values of an indicator over stored candles. */
@RestController
@Tag(name = "Indicators")
class IndicatorComputeController {

    private static final long MAX_MINUTES = 1_600_000;
    private static final String EXAMPLE =
            """
            {"market_id": 1, "symbol": "BTCUSDT", "timeframe": "1h",
             "indicator": {"type": "sma", "window": 20},
             "from": "2024-01-01T00:00:00Z", "to": "2024-02-01T00:00:00Z"}
            """;

    private final CandleStore store;

    IndicatorComputeController(CandleStore store) {
        this.store = store;
    }

    @PostMapping(path = "/api/v1/indicators/compute", consumes = "application/json")
    @Operation(
            operationId = "computeIndicator",
            summary = "The values of an indicator over a window of candles",
            description = "Starts at the first candle of the window; null until it is defined.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = "application/json",
                                            schema =
                                                    @Schema(
                                                            ref =
                                                                    "#/components/schemas/IndicatorRequest"),
                                            examples = @ExampleObject(EXAMPLE))))
    IndicatorValues compute(@RequestBody byte[] body) {
        IndicatorRequest request =
                ApiProblem.orThrow(IndicatorRequest.read(RequestDocument.parse(body)));
        CandleQuery query =
                CandleQuery.check(
                        store,
                        request.marketId(),
                        request.symbol(),
                        request.timeframe(),
                        request.from(),
                        request.to());
        long minutes = (query.to() - query.from()) / 60_000;
        if (minutes > MAX_MINUTES) {
            throw ApiProblem.invalid(
                    "from",
                    String.valueOf(request.from()),
                    "out_of_range",
                    "the window has %,d minutes, at most %,d are computed at once"
                            .formatted(minutes, MAX_MINUTES));
        }
        CandleSeries series =
                Rollup.derive(
                        store.readMinutes(query.instrument(), query.from(), query.to()),
                        query.timeframe());
        return values(request, series);
    }

    private static IndicatorValues values(IndicatorRequest request, CandleSeries series) {
        List<String> inexact =
                ExactRange.violations(
                        Map.of(request.indicator().type(), request.indicator()), series);
        if (!inexact.isEmpty()) {
            throw ApiProblem.invalid(
                    "indicator", null, "unsuitable_data", String.join("; ", inexact));
        }
        Indicator indicator = IndicatorRegistry.indicator(request.indicator().type());
        double[][] computed = indicator.compute(request.indicator(), series);
        Map<String, @Nullable Double[]> outputs = new LinkedHashMap<>();
        List<String> names = indicator.definition().outputs();
        for (int i = 0; i < names.size(); i++) {
            outputs.put(names.get(i), nullable(computed[i]));
        }
        return new IndicatorValues(series.tsOpenMillis(), outputs);
    }

    private static @Nullable Double[] nullable(double[] values) {
        @Nullable Double[] result = new Double[values.length];
        for (int i = 0; i < values.length; i++) {
            result[i] = Double.isNaN(values[i]) ? null : values[i];
        }
        return result;
    }

    /** The answer, all arrays of the same length. */
    @Schema(ref = "#/components/schemas/IndicatorValues")
    record IndicatorValues(long[] ts, Map<String, @Nullable Double[]> outputs) {}
}
