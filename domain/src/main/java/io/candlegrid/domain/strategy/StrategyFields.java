package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.indicator.IndicatorDefinition;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What values every field of a strategy takes; the one place where limits are written. */
public final class StrategyFields {

    /** Most percent of a loss from which something is left. */
    private static final NumberRange LOSS_PCT = NumberRange.strictlyBetween(0, 100);

    static final NumberRange MARKET_ID = NumberRange.whole(1, 4);

    static final NumberRange CONSTANT = NumberRange.between(-1e15, 1e15);

    /** Fields of {@code stops} by name; each is optional. */
    static final SortedMap<String, StrategyField.Numeric> STOPS =
            fields(
                    new StrategyField.Numeric("stop_loss_pct", LOSS_PCT, true),
                    new StrategyField.Numeric(
                            "take_profit_pct", NumberRange.aboveZero(10_000), true),
                    new StrategyField.Numeric("trailing_pct", LOSS_PCT, true),
                    new StrategyField.Numeric("max_bars", NumberRange.whole(1, 10_000_000), true));

    /** The one number of each sizing type. */
    static final Map<String, StrategyField.Numeric> SIZING =
            Map.of(
                    "percent_equity",
                    new StrategyField.Numeric("percent", NumberRange.aboveZero(100), false),
                    "fixed_quote",
                    new StrategyField.Numeric("amount", NumberRange.aboveZero(1e12), false),
                    "risk_percent",
                    new StrategyField.Numeric("percent", NumberRange.aboveZero(100), false));

    static final List<String> SIZING_TYPES =
            List.of("percent_equity", "fixed_quote", "risk_percent");

    static final StrategyField.Numeric FEE =
            new StrategyField.Numeric("fee_pct", NumberRange.between(0, 10), false);

    static final StrategyField.Numeric MAKER_FEE =
            new StrategyField.Numeric("maker_fee_pct", NumberRange.between(0, 10), true);

    static final StrategyField.Numeric SLIPPAGE =
            new StrategyField.Numeric("slippage_pct", NumberRange.between(0, 10), false);

    static final StrategyField.Choice FILL =
            new StrategyField.Choice("fill", labels(Execution.Fill.values()));

    static final StrategyField.Choice INTRABAR =
            new StrategyField.Choice("intrabar", labels(Execution.Intrabar.values()));

    static final StrategyField.Choice SOURCE =
            new StrategyField.Choice(
                    "source", Arrays.stream(PriceSource.values()).map(PriceSource::label).toList());

    private StrategyFields() {}

    /** The range of a registry entry's parameter. */
    static StrategyField.Numeric parameter(IndicatorDefinition type, ParameterDefinition param) {
        boolean whole = param.type() == ParameterDefinition.Type.INTEGER;
        return new StrategyField.Numeric(
                type.id() + " " + param.name(),
                new NumberRange(param.min(), false, param.max(), false, whole),
                false);
    }

    /** Leverage on a market: spot has none. A market that is not known is taken for futures. */
    static StrategyField.Numeric leverage(@Nullable Market market) {
        boolean spot = market != null && !market.allowsShort();
        String label = spot ? "leverage on a spot market" : "leverage";
        return new StrategyField.Numeric(label, NumberRange.between(1, spot ? 1 : 125), false);
    }

    /** Fields of {@code execution} that can be axes, by name. */
    static SortedMap<String, StrategyField> execution(@Nullable Market market) {
        SortedMap<String, StrategyField> fields = new TreeMap<>();
        for (StrategyField field : List.of(FEE, MAKER_FEE, SLIPPAGE, FILL, INTRABAR)) {
            fields.put(field.label(), field);
        }
        fields.put("leverage", leverage(market));
        return Collections.unmodifiableSortedMap(fields);
    }

    private static SortedMap<String, StrategyField.Numeric> fields(
            StrategyField.Numeric... fields) {
        SortedMap<String, StrategyField.Numeric> byName = new TreeMap<>();
        for (StrategyField.Numeric field : fields) {
            byName.put(field.label(), field);
        }
        return Collections.unmodifiableSortedMap(byName);
    }

    /** The names of enum constants in documents. */
    static List<String> labels(Enum<?>[] values) {
        return Arrays.stream(values).map(StrategyFields::label).toList();
    }

    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
