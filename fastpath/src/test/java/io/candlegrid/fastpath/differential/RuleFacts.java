package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.List;

/** What rules are made of. */
final class RuleFacts {

    private final StrategySpec strategy;
    private final Facts facts;

    RuleFacts(StrategySpec strategy, Facts facts) {
        this.strategy = strategy;
        this.facts = facts;
    }

    void add(List<SideRules> sides) {
        for (SideRules side : sides) {
            facts.add("nesting", Integer.toString(add(side.entry())));
            Rule exit = side.exit();
            if (exit != null) {
                facts.add("nesting", Integer.toString(add(exit)));
            }
        }
    }

    /** Adds what a rule is made of and gives the number of its levels. */
    private int add(Rule rule) {
        return switch (rule) {
            case Rule.All(List<Rule> parts) -> addGroup("all", parts);
            case Rule.Any(List<Rule> parts) -> addGroup("any", parts);
            case Rule.Not(Rule part) -> addGroup("not", List.of(part));
            case Rule.Compare(Rule.Comparison comparison, Operand left, Operand right) -> {
                facts.add("rule", Coverage.label(comparison));
                facts.add("operands of comparisons", pair(left, right));
                yield 1;
            }
            case Rule.Cross(Rule.CrossDirection direction, Operand left, Operand right) -> {
                facts.add("rule", "cross " + Coverage.label(direction));
                facts.add("operands of crosses", pair(left, right));
                yield 1;
            }
        };
    }

    private int addGroup(String kind, List<Rule> parts) {
        facts.add("rule", kind);
        int deepest = 0;
        for (Rule part : parts) {
            deepest = Math.max(deepest, add(part));
        }
        return 1 + deepest;
    }

    private String pair(Operand left, Operand right) {
        String one = kind(left);
        String other = kind(right);
        List<String> order = List.of("output", "price", "constant");
        if (left.equals(right) && !one.equals("constant")) {
            return "operand × itself";
        }
        return order.indexOf(one) <= order.indexOf(other)
                ? one + " × " + other
                : other + " × " + one;
    }

    private String kind(Operand operand) {
        return switch (operand) {
            case Operand.IndicatorOutput(String id, String output) -> {
                IndicatorUse use = strategy.indicators().get(id);
                if (use == null) {
                    throw new IllegalStateException("indicator " + id);
                }
                facts.add("output in rules", Coverage.output(use.type(), output));
                yield "output";
            }
            case Operand.Price price -> {
                facts.add("price in rules", Coverage.label(price.source()));
                yield "price";
            }
            case Operand.Literal literal -> {
                facts.add("constants", "literal");
                yield "constant";
            }
            case Operand.NamedConstant constant -> {
                facts.add("constants", "named");
                yield "constant";
            }
        };
    }
}
