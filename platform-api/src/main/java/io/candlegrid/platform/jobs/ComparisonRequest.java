package io.candlegrid.platform.jobs;

import io.candlegrid.domain.backtest.BacktestDocument;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import io.candlegrid.domain.document.ObjectFields;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The document {@code comparison/v1}: which two results. */
record ComparisonRequest(Source left, Source right) {

    private static final String SCHEMA = "comparison/v1";
    private static final NumberRange INDEX = NumberRange.whole(0, 1e12);

    /** Where a result comes from. */
    sealed interface Source {

        /** A combination of a job, over the job's candles. */
        record Trial(UUID job, long index) implements Source {}

        /** A backtest, over what is stored now. */
        record Stored(BacktestSpec spec) implements Source {}
    }

    /** Reads a request, or everything that is wrong with it. */
    static Validated<ComparisonRequest> read(JsonNode node) {
        ErrorCollector errors = new ErrorCollector();
        List<ValidationError> ofBacktests = new ArrayList<>();
        ObjectFields fields = ObjectFields.of(node, "", "a comparison", errors).orElse(null);
        Source left = null;
        Source right = null;
        if (fields != null) {
            fields.allow("schema", "left", "right");
            fields.schema(SCHEMA);
            left = side(fields, "left", errors, ofBacktests);
            right = side(fields, "right", errors, ofBacktests);
        }
        if (errors.isEmpty() && ofBacktests.isEmpty() && left != null && right != null) {
            return new Validated.Valid<>(new ComparisonRequest(left, right));
        }
        List<ValidationError> all = new ArrayList<>(ofBacktests);
        if (!errors.isEmpty()
                && errors.<ComparisonRequest>invalid()
                        instanceof Validated.Invalid<ComparisonRequest>(var own)) {
            all.addAll(own);
        }
        return new Validated.Invalid<>(all.stream().sorted().toList());
    }

    private static @Nullable Source side(
            ObjectFields fields,
            String name,
            ErrorCollector errors,
            List<ValidationError> ofBacktests) {
        JsonNode node =
                fields.required(name, "{\"job\": id, \"index\": n} or {\"backtest\": document}");
        ObjectFields side =
                node == null
                        ? null
                        : ObjectFields.of(node, name, "\"" + name + "\"", errors).orElse(null);
        if (side == null) {
            return null;
        }
        JsonNode backtest = side.optional("backtest");
        if (backtest == null) {
            return trial(side, errors);
        }
        side.allow("backtest");
        String path = side.path("backtest");
        return switch (BacktestDocument.read(backtest)) {
            case Validated.Valid<BacktestSpec>(BacktestSpec spec) -> new Source.Stored(spec);
            case Validated.Invalid<BacktestSpec>(List<ValidationError> found) -> {
                found.forEach(error -> ofBacktests.add(under(path, error)));
                yield null;
            }
        };
    }

    private static ValidationError under(String path, ValidationError error) {
        return new ValidationError(
                error.path().isEmpty() ? path : path + "." + error.path(),
                error.value(),
                error.code(),
                error.message());
    }

    private static @Nullable Source trial(ObjectFields side, ErrorCollector errors) {
        side.allow("job", "index", "backtest");
        side.required("job", "the id of a job, or a \"backtest\" instead");
        side.required("index", "the index of a combination");
        String id = side.text("job");
        Double index = side.number("index", INDEX);
        UUID job = id == null ? null : uuid(id);
        if (id != null && job == null) {
            errors.add(
                    side.path("job"),
                    side.optional("job"),
                    ErrorCode.BAD_FORMAT,
                    "job must be the id of a job, got \"" + id + "\"");
        }
        return job == null || index == null ? null : new Source.Trial(job, index.longValue());
    }

    private static @Nullable UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
