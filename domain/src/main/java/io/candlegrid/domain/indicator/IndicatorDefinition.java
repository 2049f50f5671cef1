package io.candlegrid.domain.indicator;

import java.util.List;
import java.util.Optional;

/**
 * What an indicator is called, takes and gives; registry data.
 *
 * @param hasSource whether it reads a chosen {@code source} (default close)
 * @param outputs names of what it gives; a single output is {@code value}
 */
public record IndicatorDefinition(
        String id,
        int version,
        String title,
        List<ParameterDefinition> params,
        boolean hasSource,
        List<String> outputs) {

    public IndicatorDefinition {
        params = List.copyOf(params);
        outputs = List.copyOf(outputs);
    }

    /** The parameter of a name, or empty. */
    public Optional<ParameterDefinition> param(String name) {
        return params.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /** Whether an output may be another one for another value of a parameter. */
    public boolean changes(String param, String output) {
        return param(param).map(p -> p.changes(output)).orElse(false);
    }
}
