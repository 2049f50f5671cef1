package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The document {@code strategy/v1}: reads, writes, hashes and names strategies. Thread-safe. */
public final class StrategyDocument {

    public static final String SCHEMA = "strategy/v1";

    /** Indicators that are spelled out in a name. */
    private static final int NAMED_INDICATORS = 4;

    private StrategyDocument() {}

    /**
     * What could be read.
     *
     * @param spec null when the strategy has an error
     */
    public record Reading(@Nullable StrategySpec spec, StrategyOutline outline) {}

    /**
     * Reads a strategy, or everything that is wrong with it.
     *
     * @param pathPrefix where the strategy is in its document, e.g. {@code strategy}; may be empty
     */
    public static Validated<StrategySpec> read(JsonNode node, String pathPrefix) {
        ErrorCollector errors = new ErrorCollector();
        return errors.validated(read(node, pathPrefix, errors).spec());
    }

    /** Reads a strategy that is part of a document whose errors are gathered elsewhere. */
    public static Reading read(JsonNode node, String pathPrefix, ErrorCollector errors) {
        return ObjectFields.of(node, pathPrefix, "a strategy", errors)
                .map(fields -> new StrategyReader(fields, errors).read())
                .orElseGet(() ->
                        new Reading(
                                null,
                                new StrategyOutline(
                                        null,
                                        Collections.emptySortedMap(),
                                        Collections.emptySortedSet(),
                                        null,
                                        Collections.emptySortedSet(),
                                        false,
                                        false)));
    }

    /** Every field of a strategy, defaults included; reading it gives an equal strategy. */
    public static ObjectNode write(StrategySpec spec) {
        return StrategyWriter.write(spec);
    }

    /** The hash of the canonical form. */
    public static ContentHash hash(StrategySpec spec) {
        return Documents.hash(write(spec));
    }

    /**
     * A name that people can read and that is the same for the same strategy: symbol, timeframe,
     * the first indicators in order of id, and eight digits of the hash, e.g. {@code
     * btcusdt-1m-sma20-sma100-7f3a9c21}.
     */
    public static String name(StrategySpec spec) {
        StringBuilder name = new StringBuilder();
        name.append(spec.instrument().symbol().toLowerCase(Locale.ROOT));
        name.append('-').append(spec.timeframe().label());
        spec.indicators().values().stream()
                .limit(NAMED_INDICATORS)
                .forEach(use -> name.append('-').append(name(use)));
        int more = spec.indicators().size() - NAMED_INDICATORS;
        if (more > 0) {
            name.append("-and").append(more);
        }
        return name.append('-').append(hash(spec).abbreviated()).toString();
    }

    private static String name(IndicatorUse use) {
        StringBuilder name = new StringBuilder(use.type());
        String separator = "";
        // In the order of the registry, which is the one people say them in.
        for (ParameterDefinition param :
                IndicatorRegistry.indicator(use.type()).definition().params()) {
            name.append(separator).append(text(use.param(param.name())));
            separator = "_";
        }
        return name.toString();
    }

    private static String text(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
