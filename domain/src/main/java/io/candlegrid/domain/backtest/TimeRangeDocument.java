package io.candlegrid.domain.backtest;

import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The part {@code range} of documents: {@code {"from", "to", "warmup_from"}}. */
public final class TimeRangeDocument {

    /** Before this no market of ours had candles. */
    public static final Instant EARLIEST = Instant.parse("2009-01-01T00:00:00Z");

    public static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    /** Longest range, warm-up included. */
    public static final Duration LONGEST = Duration.ofDays(20 * 366);

    private TimeRangeDocument() {}

    /**
     * Reads the field {@code range} of a document; null after reporting what is wrong.
     *
     * @param timeframe of which one full candle must fit; null when it is not known
     */
    public static @Nullable TimeRange read(
            ObjectFields document, @Nullable Timeframe timeframe, ErrorCollector errors) {
        JsonNode node =
                document.required(
                        "range",
                        "the candles to use, e.g. {\"from\": \"2024-01-01T00:00:00Z\", \"to\":"
                                + " \"2024-02-01T00:00:00Z\"}");
        if (node == null) {
            return null;
        }
        String path = document.path("range");
        ObjectFields fields =
                ObjectFields.of(node, path, "\"range\"", errors)
                        .map(f -> f.allow("from", "to", "warmup_from"))
                        .orElse(null);
        if (fields == null) {
            return null;
        }
        fields.required("from", "open time of the first candle, e.g. \"2024-01-01T00:00:00Z\"");
        fields.required("to", "open time after the last candle, e.g. \"2024-02-01T00:00:00Z\"");
        Instant from = instant(fields, "from", errors);
        Instant to = instant(fields, "to", errors);
        int before = errors.count();
        Instant warmup = instant(fields, "warmup_from", errors);
        if (from == null || to == null || errors.count() > before) {
            return null;
        }
        return check(fields, path, from, to, warmup, timeframe, errors);
    }

    private static @Nullable TimeRange check(
            ObjectFields fields,
            String path,
            Instant from,
            Instant to,
            @Nullable Instant warmup,
            @Nullable Timeframe timeframe,
            ErrorCollector errors) {
        int before = errors.count();
        if (!from.isBefore(to)) {
            errors.add(
                    fields.path("to"),
                    fields.optional("to"),
                    ErrorCode.OUT_OF_RANGE,
                    "to must be after from (" + from + "), got " + to);
        } else if (timeframe != null && fullCandles(from, to, timeframe) < 1) {
            errors.add(
                    path,
                    null,
                    ErrorCode.EMPTY,
                    "no full " + timeframe.label() + " candle fits between " + from + " and " + to);
        }
        if (warmup != null && warmup.isAfter(from)) {
            errors.add(
                    fields.path("warmup_from"),
                    fields.optional("warmup_from"),
                    ErrorCode.OUT_OF_RANGE,
                    "warmup_from must not be after from (" + from + "), got " + warmup);
        }
        Instant first = warmup == null ? from : warmup;
        if (Duration.between(first, to).compareTo(LONGEST) > 0) {
            errors.add(
                    path,
                    null,
                    ErrorCode.OUT_OF_RANGE,
                    "a range has at most "
                            + LONGEST.toDays()
                            + " days, this one has "
                            + Duration.between(first, to).toDays());
        }
        return errors.count() > before ? null : new TimeRange(from, to, warmup);
    }

    /** Number of UTC-aligned candles that lie wholly within [from, to). */
    public static long fullCandles(Instant from, Instant to, Timeframe timeframe) {
        long first = -Math.floorDiv(-from.toEpochMilli(), timeframe.millis());
        long end = Math.floorDiv(to.toEpochMilli(), timeframe.millis());
        return Math.max(0, end - first);
    }

    /** Writes {@code {"from", "to", "warmup_from"}}, the last as null when there is none. */
    public static ObjectNode write(TimeRange range) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("from", range.from().toString());
        node.put("to", range.to().toString());
        Instant warmup = range.warmupFrom();
        node.put("warmup_from", warmup == null ? null : warmup.toString());
        return node;
    }

    private static @Nullable Instant instant(
            ObjectFields fields, String name, ErrorCollector errors) {
        JsonNode node = fields.optional(name);
        String text = fields.text(name);
        if (node == null || text == null) {
            return null;
        }
        Instant instant = parse(text);
        ErrorCode code = ErrorCode.BAD_FORMAT;
        String problem;
        if (instant == null) {
            problem =
                    "must be an ISO-8601 time in UTC like \"2024-01-01T00:00:00Z\", got "
                            + Documents.show(node)
                            + advice(text);
        } else if (instant.isBefore(EARLIEST) || instant.isAfter(LATEST)) {
            code = ErrorCode.OUT_OF_RANGE;
            problem = "must be between " + EARLIEST + " and " + LATEST + ", got " + instant;
        } else if (!instant.equals(instant.truncatedTo(ChronoUnit.MINUTES))) {
            problem = "must be a whole minute, got " + instant;
        } else {
            return instant;
        }
        errors.add(fields.path(name), node, code, name + " " + problem);
        return null;
    }

    private static @Nullable Instant parse(String text) {
        if (!text.endsWith("Z")) {
            return null;
        }
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String advice(String text) {
        try {
            Instant meant =
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant();
            return ", did you mean \"" + meant + "\"?";
        } catch (DateTimeException e) {
            return "";
        }
    }
}
