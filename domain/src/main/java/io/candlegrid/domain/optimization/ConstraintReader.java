package io.candlegrid.domain.optimization;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.NumberRange;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads constraints, {@code term op term} with term = number or [number *] name [± number]. */
final class ConstraintReader {

    private static final String NUMBER = "\\d{1,15}(?:\\.\\d{1,12})?(?:[eE][-+]?\\d{1,2})?";
    private static final Pattern TERM =
            Pattern.compile(
                    "\\s*(?:(?<plain>-?"
                            + NUMBER
                            + ")"
                            + "|(?:(?<factor>-?"
                            + NUMBER
                            + ")\\s*\\*\\s*)?"
                            + "(?<name>[A-Za-z_][A-Za-z0-9_]*(?:\\.[A-Za-z0-9_]+)*)"
                            + "(?:\\s*(?<sign>[-+])\\s*(?<offset>"
                            + NUMBER
                            + "))?)\\s*");
    private static final Pattern OPERATOR = Pattern.compile("<=|>=|==|!=|<|>");
    private static final Map<String, Constraint.Comparison> COMPARISONS =
            Map.of(
                    "<", Constraint.Comparison.LT,
                    "<=", Constraint.Comparison.LTE,
                    ">", Constraint.Comparison.GT,
                    ">=", Constraint.Comparison.GTE,
                    "==", Constraint.Comparison.EQ,
                    "!=", Constraint.Comparison.NE);
    private static final int MAX_LENGTH = 200;

    /** Larger numbers could not be compared exactly. */
    private static final NumberRange NUMBERS = NumberRange.between(-1e12, 1e12);

    private final SpaceNames names;
    private final ErrorCollector errors;

    ConstraintReader(SpaceNames names, ErrorCollector errors) {
        this.names = names;
        this.errors = errors;
    }

    /** The constraint, null after reporting what is wrong. */
    @Nullable Constraint read(JsonNode node, String path) {
        if (!node.isString() || node.stringValue().length() > MAX_LENGTH) {
            errors.add(
                    path,
                    node,
                    node.isString() ? ErrorCode.TOO_COMPLEX : ErrorCode.WRONG_TYPE,
                    "a constraint is a text of at most "
                            + MAX_LENGTH
                            + " characters like \"fast.window < slow.window\", got "
                            + Documents.show(node));
            return null;
        }
        String text = node.stringValue();
        Matcher operator = OPERATOR.matcher(text);
        if (!operator.find()) {
            malformed(node, path, "there is no comparison in it");
            return null;
        }
        Constraint.Comparison comparison = COMPARISONS.get(operator.group());
        Matcher left = TERM.matcher(text.substring(0, operator.start()));
        Matcher right = TERM.matcher(text.substring(operator.end()));
        if (comparison == null || !left.matches() || !right.matches()) {
            String wrong = text.substring(0, operator.start());
            if (left.matches()) {
                wrong = text.substring(operator.end());
            }
            malformed(node, path, "\"" + Documents.cut(wrong.strip()) + "\" is not a term");
            return null;
        }
        Constraint.Term leftTerm = term(left, node, path);
        Constraint.Term rightTerm = term(right, node, path);
        return leftTerm == null || rightTerm == null
                ? null
                : new Constraint(leftTerm, comparison, rightTerm);
    }

    private void malformed(JsonNode node, String path, String problem) {
        errors.add(
                path,
                node,
                ErrorCode.BAD_FORMAT,
                "a constraint is \"term op term\" with op < <= > >= == != and term = number or"
                        + " [number *] name [+ or - number], e.g. \"2 * fast.window + 3 <"
                        + " slow.window\"; "
                        + problem
                        + " in "
                        + Documents.show(node));
    }

    private Constraint.@Nullable Term term(Matcher term, JsonNode node, String path) {
        BigDecimal plain = number(term.group("plain"));
        BigDecimal factor = number(term.group("factor"));
        BigDecimal offset = number(term.group("offset"));
        for (BigDecimal number : new @Nullable BigDecimal[] {plain, factor, offset}) {
            if (number != null && !NUMBERS.contains(number.doubleValue())) {
                errors.add(
                        path,
                        node,
                        ErrorCode.OUT_OF_RANGE,
                        "a number in a constraint must be " + NUMBERS.describe());
                return null;
            }
        }
        if (plain != null) {
            return new Constraint.Term(0, null, plain.doubleValue());
        }
        BigDecimal sum = offset == null ? BigDecimal.ZERO : offset;
        return named(
                term.group("name"),
                factor == null ? BigDecimal.ONE : factor,
                "-".equals(term.group("sign")) ? sum.negate() : sum,
                node,
                path);
    }

    private Constraint.@Nullable Term named(
            @Nullable String name,
            BigDecimal factor,
            BigDecimal offset,
            JsonNode node,
            String path) {
        if (name == null) {
            throw new IllegalStateException("a term without number and name: " + node);
        }
        if (names.written().contains(name)) {
            if (names.isText(name)) {
                errors.add(
                        path,
                        node,
                        ErrorCode.NOT_ALLOWED,
                        "a constraint compares numbers; the axis " + name + " has names");
                return null;
            }
            return new Constraint.Term(factor.doubleValue(), name, offset.doubleValue());
        }
        Optional<JsonNode> fixed = names.fixedValue(name);
        if (fixed.isEmpty()) {
            unknown(name, node, path);
            return null;
        }
        BigDecimal value = NumberRange.decimal(fixed.get());
        if (value == null) {
            errors.add(
                    path,
                    node,
                    ErrorCode.NOT_ALLOWED,
                    "a constraint compares numbers; "
                            + name
                            + " is "
                            + Documents.show(fixed.get())
                            + " in the strategy");
            return null;
        }
        // A field that is no axis has its value in every combination.
        return new Constraint.Term(0, null, value.multiply(factor).add(offset).doubleValue());
    }

    private void unknown(String name, JsonNode node, String path) {
        if (names.isUncertain(name)) {
            return; // what it refers to has an error of its own
        }
        Set<String> all = new TreeSet<>(names.written());
        all.addAll(names.fields().keySet());
        errors.add(
                path,
                node,
                ErrorCode.UNKNOWN_REFERENCE,
                "unknown name \""
                        + Documents.cut(name)
                        + "\" in a constraint"
                        + DidYouMean.closest(name, all)
                                .map(near -> ", did you mean \"" + near + "\"?")
                                .orElse("; the axes are " + DidYouMean.list(names.written())));
    }

    private static @Nullable BigDecimal number(@Nullable String text) {
        return text == null ? null : new BigDecimal(text);
    }
}
