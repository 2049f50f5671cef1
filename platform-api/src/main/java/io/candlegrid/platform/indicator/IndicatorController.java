package io.candlegrid.platform.indicator;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The indicator registry, from which forms are made. */
@RestController
@Tag(name = "Indicators")
class IndicatorController {

    @GetMapping("/api/v1/indicators")
    @Operation(operationId = "indicators", summary = "Every indicator with its parameters")
    List<IndicatorView> indicators() {
        return IndicatorRegistry.all().stream().map(IndicatorView::of).toList();
    }

    /** A registry entry. */
    @Schema(name = "Indicator", description = "What an indicator is called, takes and gives.")
    record IndicatorView(
            @Schema(example = "sma") String id,
            @Schema(example = "1") int version,
            @Schema(example = "Simple moving average") String title,
            List<IndicatorParameter> params,
            @Schema(description = "Whether it reads a chosen source (default close).")
                    boolean hasSource,
            @Schema(description = "A single output is `value`.", example = "[\"value\"]")
                    List<String> outputs) {

        static IndicatorView of(IndicatorDefinition definition) {
            return new IndicatorView(
                    definition.id(),
                    definition.version(),
                    definition.title(),
                    definition.params().stream().map(IndicatorParameter::of).toList(),
                    definition.hasSource(),
                    definition.outputs());
        }
    }

    /** A parameter of a registry entry. */
    @Schema(description = "A parameter of an indicator.")
    record IndicatorParameter(
            @Schema(example = "window") String name,
            @Schema(allowableValues = {"integer", "decimal"}) String type,
            @Schema(example = "2") double min,
            @Schema(example = "2000") double max,
            @Schema(description = "Distance between sensible values.", example = "1") double step,
            @JsonProperty("default") @Schema(example = "20") double defaultValue) {

        static IndicatorParameter of(ParameterDefinition param) {
            return new IndicatorParameter(
                    param.name(),
                    param.type().name().toLowerCase(Locale.ROOT),
                    param.min(),
                    param.max(),
                    param.step(),
                    param.defaultValue());
        }
    }
}
