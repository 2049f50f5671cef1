package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.optimization.ConstraintFilter;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.strategy.StrategySpec;
import io.candlegrid.fastpath.backtest.Terms;
import io.candlegrid.fastpath.backtest.TradedRange;
import io.candlegrid.fastpath.marketdata.SeriesColumns;
import io.candlegrid.fastpath.strategy.RulePlan;
import io.candlegrid.fastpath.strategy.RulePlan.Pair;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import io.candlegrid.fastpath.strategy.RuleProgram;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What all threads of a search know: axes, operands, rules, and in which order columns are best
 * used. Immutable, thread-safe.
 *
 * <p>The operands that change with the axes of most values are <em>streaming</em>: they have one
 * tile in cache, refilled for each of their keys in turn, while the tiles of all others stay.
 */
final class GridPlan {

    /** There are no opposite crosses. */
    static final int NO_TURNS = -1;

    final TradedRange range;
    final StrategySpec template;
    final RulePlan rules;
    final AxisColumn[] axes;
    final OperandSlot[] slots;
    final boolean[] streaming;
    final boolean[] streamingPair;

    /** Operands of each pair. */
    final int[] pairLeft;

    final int[] pairRight;
    final ConstraintFilter constraints;

    /** Whether only rules end positions and there is one side, in all combinations. */
    final boolean lists;

    /** Whether trades are found before money is looked at, in all combinations. */
    final boolean trips;

    /** The pair whose opposite crosses are entry and exit, or {@link #NO_TURNS}. */
    final int turnsPair;

    /** Whether the entry is where the left side of that pair rises above the right one. */
    final boolean entersRising;

    private final int[] ruleAxes;
    private final int[] termAxes;

    GridPlan(OptimizationSpec spec, TradedRange range, SeriesColumns columns) {
        this.range = range;
        template = spec.strategy();
        rules = RulePlan.of(template);
        axes = spec.space().axes().stream().map(AxisColumn::new).toArray(AxisColumn[]::new);
        slots =
                rules.operands().stream()
                        .map(operand -> new OperandSlot(operand, template, axes, columns))
                        .toArray(OperandSlot[]::new);
        constraints = ConstraintFilter.of(spec.space());
        ruleAxes =
                Arrays.stream(slots)
                        .flatMapToInt(slot -> Arrays.stream(slot.dependsOn()))
                        .distinct()
                        .sorted()
                        .toArray();
        termAxes = IntStream.range(0, axes.length).filter(i -> axes[i].isTerm()).toArray();
        streaming = chooseStreaming();
        streamingPair = new boolean[rules.pairs().size()];
        pairLeft = rules.pairs().stream().mapToInt(Pair::left).toArray();
        pairRight = rules.pairs().stream().mapToInt(Pair::right).toArray();
        for (int p = 0; p < streamingPair.length; p++) {
            Pair pair = rules.pairs().get(p);
            streamingPair[p] = streaming[pair.left()] || streaming[pair.right()];
        }
        trips = hasTrips();
        lists = trips && isListable();
        turnsPair = findTurns();
        entersRising =
                turnsPair != NO_TURNS
                        && program(entryRole()).isOnly(RuleProgram.Op.RISES, turnsPair);
    }

    /** The key of the rules of a combination: equal keys have the same signals. */
    long ruleKey(long[] positions) {
        long key = 0;
        for (int axis : ruleAxes) {
            key = key * axes[axis].count() + positions[axis];
        }
        return key;
    }

    /** Writes stops, sizing and execution of a combination. */
    void apply(long[] positions, Terms terms) {
        for (int axis : termAxes) {
            axes[axis].apply(positions[axis], terms);
        }
    }

    /** Writes the positions of an index. */
    void decode(long index, long[] positions) {
        long rest = index;
        for (int i = axes.length - 1; i >= 0; i--) {
            positions[i] = rest % axes[i].count();
            rest /= axes[i].count();
        }
    }

    /** Moves to the positions of the next index. */
    void advance(long[] positions) {
        for (int i = axes.length - 1; i >= 0; i--) {
            if (++positions[i] < axes[i].count()) {
                return;
            }
            positions[i] = 0;
        }
    }

    /** The only side's entry, where there is one side. */
    Role entryRole() {
        return template.longSide() != null ? Role.LONG_ENTRY : Role.SHORT_ENTRY;
    }

    /** The only side's exit. */
    Role exitRole() {
        return template.longSide() != null ? Role.LONG_EXIT : Role.SHORT_EXIT;
    }

    /** +1 where only longs are traded, −1 where only shorts are, 0 where both are. */
    int sign() {
        return (template.longSide() != null ? 1 : 0) - (template.shortSide() != null ? 1 : 0);
    }

    private boolean hasTrips() {
        return new Terms(template).isSizedByEquity()
                && range.input().funding().isEmpty()
                && range.input().marks() == null;
    }

    private boolean isListable() {
        return (template.longSide() == null || template.shortSide() == null)
                && rules.program(exitRole()) != null
                && new Terms(template).isRulesOnly()
                && Arrays.stream(axes).noneMatch(AxisColumn::leavesRules);
    }

    private boolean[] chooseStreaming() {
        boolean[] chosen = new boolean[slots.length];
        OperandSlot largest = null;
        for (OperandSlot slot : slots) {
            if (!slot.isConstant() && (largest == null || slot.keys() >= largest.keys())) {
                largest = slot;
            }
        }
        if (largest != null && largest.keys() > 1) {
            for (int i = 0; i < slots.length; i++) {
                chosen[i] =
                        !slots[i].isConstant()
                                && Arrays.equals(slots[i].dependsOn(), largest.dependsOn());
            }
        }
        return chosen;
    }

    private int findTurns() {
        if (!lists) {
            return NO_TURNS;
        }
        RuleProgram entry = program(entryRole());
        RuleProgram exit = program(exitRole());
        int pair = entry.firstPair();
        boolean risesFirst =
                entry.isOnly(RuleProgram.Op.RISES, pair) && exit.isOnly(RuleProgram.Op.FALLS, pair);
        boolean fallsFirst =
                entry.isOnly(RuleProgram.Op.FALLS, pair) && exit.isOnly(RuleProgram.Op.RISES, pair);
        return risesFirst || fallsFirst ? pair : NO_TURNS;
    }

    /** The program of a role that the template has. */
    RuleProgram program(Role role) {
        @Nullable RuleProgram program = rules.program(role);
        if (program == null) {
            throw new IllegalStateException("role=" + role);
        }
        return program;
    }
}
