package io.candlegrid.domain.strategy;

import io.candlegrid.domain.document.DidYouMean;
import io.candlegrid.domain.document.Documents;
import io.candlegrid.domain.document.ErrorCode;
import io.candlegrid.domain.document.ErrorCollector;
import io.candlegrid.domain.document.ObjectFields;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads rules; null stands for a rule whose errors were reported. */
final class RuleReader {

    static final int MAX_DEPTH = 16;
    static final int MAX_PARTS = 200;

    private static final List<String> OPERATORS =
            List.of("all", "any", "not", "gt", "lt", "gte", "lte", "cross_above", "cross_below");

    private final OperandReader operands;
    private final ErrorCollector errors;
    private int parts;

    RuleReader(OperandReader operands, ErrorCollector errors) {
        this.operands = operands;
        this.errors = errors;
    }

    /** Reads one whole rule, e.g. the entry of a side. */
    @Nullable Rule read(JsonNode node, String path) {
        parts = 0;
        Rule rule = rule(node, path, 1);
        if (parts > MAX_PARTS) {
            errors.add(
                    path,
                    null,
                    ErrorCode.TOO_COMPLEX,
                    "a rule may have at most " + MAX_PARTS + " parts, this one has " + parts);
        }
        return rule;
    }

    private @Nullable Rule rule(JsonNode node, String path, int depth) {
        parts++;
        if (depth > MAX_DEPTH) {
            errors.add(
                    path,
                    null,
                    ErrorCode.TOO_COMPLEX,
                    "a rule may be nested at most " + MAX_DEPTH + " deep");
            return null;
        }
        ObjectFields fields = ObjectFields.of(node, path, "a rule", errors).orElse(null);
        if (fields == null) {
            return null;
        }
        if (fields.names().size() != 1) {
            errors.add(
                    path,
                    node,
                    fields.names().isEmpty() ? ErrorCode.EMPTY : ErrorCode.BAD_FORMAT,
                    "a rule has exactly one of "
                            + DidYouMean.list(OPERATORS)
                            + "; got "
                            + (fields.names().isEmpty() ? "none" : DidYouMean.list(fields.names()))
                            + ". Maybe put them into \"all\"?");
            return null;
        }
        String operator = fields.names().iterator().next();
        if (!OPERATORS.contains(operator)) {
            fields.allow(OPERATORS);
            return null;
        }
        return operator(operator, node.get(operator), fields.path(operator), depth);
    }

    private @Nullable Rule operator(String operator, JsonNode node, String path, int depth) {
        return switch (operator) {
            case "all" -> {
                List<Rule> all = rules(operator, node, path, depth);
                yield all == null ? null : new Rule.All(all);
            }
            case "any" -> {
                List<Rule> any = rules(operator, node, path, depth);
                yield any == null ? null : new Rule.Any(any);
            }
            case "not" -> {
                Rule inner = rule(node, path, depth + 1);
                yield inner == null ? null : new Rule.Not(inner);
            }
            default -> comparison(operator, node, path);
        };
    }

    private @Nullable List<Rule> rules(String operator, JsonNode node, String path, int depth) {
        if (!node.isArray()) {
            errors.add(
                    path,
                    node,
                    ErrorCode.WRONG_TYPE,
                    "\"" + operator + "\" takes a list of rules, got " + Documents.show(node));
            return null;
        }
        if (node.isEmpty()) {
            errors.add(
                    path,
                    node,
                    ErrorCode.EMPTY,
                    "\"" + operator + "\" needs at least one rule in its list");
            return null;
        }
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Rule rule = rule(node.get(i), path + "[" + i + "]", depth + 1);
            if (rule != null) {
                rules.add(rule);
            }
        }
        return rules.size() == node.size() ? rules : null;
    }

    private @Nullable Rule comparison(String operator, JsonNode node, String path) {
        if (!node.isArray() || node.size() != 2) {
            errors.add(
                    path,
                    node,
                    node.isArray() ? ErrorCode.BAD_FORMAT : ErrorCode.WRONG_TYPE,
                    "\""
                            + operator
                            + "\" takes a list of two operands, e.g. [\"close\", 100], got "
                            + (node.isArray() ? "a list of " + node.size() : Documents.show(node)));
            return null;
        }
        Operand left = operands.read(node.get(0), path + "[0]");
        Operand right = operands.read(node.get(1), path + "[1]");
        if (left == null || right == null) {
            return null;
        }
        return switch (operator) {
            case "gt" -> new Rule.Compare(Rule.Comparison.GT, left, right);
            case "lt" -> new Rule.Compare(Rule.Comparison.LT, left, right);
            case "gte" -> new Rule.Compare(Rule.Comparison.GTE, left, right);
            case "lte" -> new Rule.Compare(Rule.Comparison.LTE, left, right);
            case "cross_above" -> new Rule.Cross(Rule.CrossDirection.ABOVE, left, right);
            case "cross_below" -> new Rule.Cross(Rule.CrossDirection.BELOW, left, right);
            default -> throw new IllegalStateException("operator=" + operator);
        };
    }
}
