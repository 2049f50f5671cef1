package io.candlegrid.platform.marketdata;

import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.marketdata.Hole;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads what {@code POST /imports/synthetic} is asked for. */
final class SyntheticRequest {

    private static final String PREFIX = "SYNTH";
    private static final long MAX_MINUTES = 10L * 366 * 24 * 60;
    private static final long MAX_SEED = 1L << 53;

    private final ObjectFields fields;
    private final ErrorCollector errors;

    private SyntheticRequest(ObjectFields fields, ErrorCollector errors) {
        this.fields = fields;
        this.errors = errors;
    }

    /** The market asked for, or everything that is wrong. */
    static Validated<SyntheticMarket> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        SyntheticMarket market =
                ObjectFields.of(node, "", "a request", errors)
                        .map(fields -> new SyntheticRequest(fields, errors).read())
                        .orElse(null);
        return errors.validated(market);
    }

    private @Nullable SyntheticMarket read() {
        fields.allow("market_id", "symbol", "from", "to", "seed");
        fields.required("market_id", "the market, 1 to 4");
        fields.required("symbol", "a symbol that starts with SYNTH");
        fields.required("from", "open time of the first candle");
        fields.required("to", "open time after the last candle");
        fields.required("seed", "a whole number; the same seed gives the same candles");
        Integer market = fields.integer("market_id", NumberRange.whole(1, 4));
        String symbol = symbol();
        Instant from = minute("from");
        Instant to = minute("to");
        Double seed = fields.number("seed", NumberRange.whole(0, MAX_SEED));
        if (market == null || symbol == null || from == null || to == null || seed == null) {
            return null;
        }
        long minutes = ChronoUnit.MINUTES.between(from, to);
        if (minutes < 1 || minutes > MAX_MINUTES) {
            errors.add(
                    "to",
                    fields.optional("to"),
                    ErrorCode.OUT_OF_RANGE,
                    "to must be 1 to %,d minutes after from (%s)".formatted(MAX_MINUTES, from));
            return null;
        }
        return market(new InstrumentId(market, symbol), seed.longValue(), from, minutes);
    }

    /** The market whose candles and holes together fill the minutes. */
    private static SyntheticMarket market(
            InstrumentId instrument, long seed, Instant from, long minutes) {
        SyntheticMarket whole =
                new SyntheticMarket(instrument, seed, from.toEpochMilli(), (int) minutes);
        long absent = whole.holes().stream().mapToLong(Hole::minutes).sum();
        SyntheticMarket shorter =
                new SyntheticMarket(
                        instrument, seed, from.toEpochMilli(), (int) (minutes - absent));
        return shorter.holes().isEmpty() ? whole : shorter;
    }

    private @Nullable String symbol() {
        String symbol = fields.text("symbol");
        if (symbol == null) {
            return null;
        }
        if (!symbol.startsWith(PREFIX) || !InstrumentId.isSymbol(symbol)) {
            errors.add(
                    "symbol",
                    fields.optional("symbol"),
                    ErrorCode.BAD_FORMAT,
                    "a made-up symbol starts with SYNTH and has 40 capital letters and digits at"
                            + " most, e.g. SYNTHUSDT; got \""
                            + symbol
                            + "\"");
            return null;
        }
        return symbol;
    }

    private @Nullable Instant minute(String name) {
        String text = fields.text(name);
        if (text == null) {
            return null;
        }
        try {
            Instant instant = Instant.parse(text);
            if (instant.equals(instant.truncatedTo(ChronoUnit.MINUTES))
                    && instant.getEpochSecond() >= 0) {
                return instant;
            }
        } catch (DateTimeException e) {
            // Said below, together with times that are no whole minute.
        }
        errors.add(
                name,
                fields.optional(name),
                ErrorCode.BAD_FORMAT,
                name
                        + " must be a whole minute like \"2025-01-01T00:00:00Z\", got \""
                        + text
                        + "\"");
        return null;
    }
}
