package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.marketdata.Market;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads stops, sizing and execution, with the defaults of the market. */
final class MoneyReader {

    private final ObjectFields strategy;
    private final @Nullable Market market;
    private final ErrorCollector errors;
    private @Nullable String sizingType = "percent_equity";

    MoneyReader(ObjectFields strategy, @Nullable Market market, ErrorCollector errors) {
        this.strategy = strategy;
        this.market = market;
        this.errors = errors;
    }

    Stops stops() {
        ObjectFields fields = part("stops", new ArrayList<>(StrategyFields.STOPS.keySet()));
        if (fields == null) {
            return Stops.NONE;
        }
        return new Stops(
                stop(fields, "stop_loss_pct"),
                stop(fields, "take_profit_pct"),
                stop(fields, "trailing_pct"),
                fields.integer("max_bars", range("max_bars")));
    }

    /** Whether some stop is written, be it with a wrong value that was reported. */
    boolean stopsWritten() {
        JsonNode node = strategy.optional("stops");
        return node != null && StrategyFields.STOPS.keySet().stream().anyMatch(node::hasNonNull);
    }

    /** Type of the sizing; null when it could not be read. */
    @Nullable String sizingType() {
        return sizingType;
    }

    Sizing sizing(Stops stops) {
        JsonNode node = strategy.optional("sizing");
        if (node == null) {
            return Sizing.ALL_IN;
        }
        sizingType = null;
        ObjectFields fields =
                ObjectFields.of(node, strategy.path("sizing"), "\"sizing\"", errors).orElse(null);
        if (fields == null) {
            return Sizing.ALL_IN;
        }
        fields.required(
                "type", "how to size, one of " + String.join(", ", StrategyFields.SIZING_TYPES));
        String type = fields.choice("type", StrategyFields.SIZING_TYPES);
        if (type == null) {
            return Sizing.ALL_IN;
        }
        sizingType = type;
        return sizing(type, fields, stops);
    }

    private Sizing sizing(String type, ObjectFields fields, Stops stops) {
        StrategyField.Numeric field = StrategyFields.SIZING.get(type);
        if (field == null) {
            throw new IllegalStateException("sizing type=" + type);
        }
        fields.allow("type", field.label());
        boolean all = type.equals("percent_equity");
        if (!all) {
            fields.required(field.label(), "a number " + field.range().describe());
        }
        Double number = fields.number(field.label(), field.range());
        double value = number == null ? 100 : number;
        return switch (type) {
            case "percent_equity" -> new Sizing.PercentEquity(value);
            case "fixed_quote" -> new Sizing.FixedQuote(value);
            default -> {
                checkRiskHasStop(stops, fields);
                yield new Sizing.RiskPercent(value);
            }
        };
    }

    private void checkRiskHasStop(Stops stops, ObjectFields fields) {
        JsonNode written = strategy.optional("stops");
        boolean some =
                stops.stopLossPct() != null
                        || stops.trailingPct() != null
                        || (written != null
                                && (written.hasNonNull("stop_loss_pct")
                                        || written.hasNonNull("trailing_pct")));
        if (!some) {
            errors.add(
                    fields.path("type"),
                    null,
                    ErrorCode.NOT_ALLOWED,
                    "risk_percent sizes by the distance to a stop; give stops.stop_loss_pct or"
                            + " stops.trailing_pct");
        }
    }

    Execution execution() {
        List<String> allowed = new ArrayList<>(StrategyFields.execution(market).keySet());
        allowed.add("respect_lot_size");
        ObjectFields fields = part("execution", allowed);
        if (fields == null) {
            return new Execution(
                    Execution.Fill.CLOSE,
                    takerFee(),
                    defaultMakerFee(),
                    0,
                    Execution.Intrabar.PESSIMISTIC,
                    1,
                    false);
        }
        boolean feeGiven = fields.optional("fee_pct") != null;
        Double makerFee =
                fields.isWritten("maker_fee_pct") || feeGiven
                        ? fields.number("maker_fee_pct", StrategyFields.MAKER_FEE.range())
                        : defaultMakerFee();
        String fill = fields.choice("fill", StrategyFields.FILL.names());
        String intrabar = fields.choice("intrabar", StrategyFields.INTRABAR.names());
        return new Execution(
                fill == null
                        ? Execution.Fill.CLOSE
                        : Execution.Fill.valueOf(fill.toUpperCase(Locale.ROOT)),
                fields.number("fee_pct", StrategyFields.FEE.range(), takerFee()),
                makerFee,
                fields.number("slippage_pct", StrategyFields.SLIPPAGE.range(), 0),
                intrabar == null
                        ? Execution.Intrabar.PESSIMISTIC
                        : Execution.Intrabar.valueOf(intrabar.toUpperCase(Locale.ROOT)),
                leverage(fields),
                fields.flag("respect_lot_size", false));
    }

    private double leverage(ObjectFields fields) {
        StrategyField.Numeric field = StrategyFields.leverage(market);
        Double value = fields.number("leverage", field.range(), field.label());
        return value == null ? 1 : value;
    }

    private double takerFee() {
        return market == null ? 0 : market.takerFeePct();
    }

    /** The market's maker fee where it differs from the taker's, else null: one fee for all. */
    private @Nullable Double defaultMakerFee() {
        Market known = market;
        return known == null || known.makerFeePct() == known.takerFeePct()
                ? null
                : known.makerFeePct();
    }

    private @Nullable ObjectFields part(String name, List<String> allowed) {
        JsonNode node = strategy.optional(name);
        if (node == null) {
            return null;
        }
        return ObjectFields.of(node, strategy.path(name), "\"" + name + "\"", errors)
                .map(fields -> fields.allow(allowed))
                .orElse(null);
    }

    private static @Nullable Double stop(ObjectFields fields, String name) {
        return fields.number(name, range(name));
    }

    private static NumberRange range(String name) {
        StrategyField.Numeric field = StrategyFields.STOPS.get(name);
        if (field == null) {
            throw new IllegalStateException("stop=" + name);
        }
        return field.range();
    }
}
