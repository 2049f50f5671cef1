package io.candlegrid.fastpath.optimization;

import io.candlegrid.fastpath.strategy.OperandTiles;
import io.candlegrid.fastpath.strategy.PairWords;
import io.candlegrid.fastpath.strategy.RulePlan.Pair;
import io.candlegrid.fastpath.strategy.RulePlan.Role;
import io.candlegrid.fastpath.strategy.RuleProgram;
import java.util.Arrays;

/**
 * A run of indices that are evaluated together: which combinations run, and the distinct rules,
 * operands and pairs among them. Reused; not thread-safe.
 */
final class Panel {

    /** Columns with a tile of their own that fit the cache. */
    private static final int MOST_RESIDENTS = 48;

    /** Compared pairs that are kept for all rules of a tile. */
    private static final int MOST_PAIRS = 1024;

    private static final byte SKIPPED = 0;
    private static final byte RUNS = 1;
    private static final Role[] ROLES = Role.values();

    final Instances instances;
    final PairWords pairWords;

    private final GridPlan plan;
    private final int mostIndices;
    private final int mostRules;
    private final KeyNumbers ruleNumbers = new KeyNumbers();
    private final KeyNumbers[] instanceNumbers;
    private final KeyNumbers[] pairNumbers;
    private final byte[] status;
    private final int[] ruleOf;
    private final int[][] instanceOf;
    private final int[][] pairOf;
    private final int[][] definedFrom = new int[ROLES.length][];
    private final long[] positions;

    private int[] residentLeft = new int[64];
    private int[] residentRight = new int[64];
    private final int[] order;
    private final int[] places;
    private int[] starts = new int[64];
    private final int[] walked;
    private final int[] walkedEnds;
    private int residentPairs;
    private int count;
    private int rules;

    Panel(GridPlan plan, int mostIndices, int mostRules) {
        this.plan = plan;
        this.mostIndices = mostIndices;
        this.mostRules = mostRules;
        int slots = plan.slots.length;
        int pairs = plan.streamingPair.length;
        instances = new Instances(slots);
        pairWords = new PairWords(pairs, OperandTiles.WORDS, pairs + 8);
        instanceNumbers = numbers(slots);
        pairNumbers = numbers(pairs);
        status = new byte[mostIndices];
        ruleOf = new int[mostIndices];
        instanceOf = new int[slots][mostRules];
        pairOf = new int[pairs][mostRules];
        for (Role role : ROLES) {
            definedFrom[role.ordinal()] = new int[mostRules];
        }
        positions = new long[plan.axes.length];
        order = new int[mostRules];
        places = new int[mostRules];
        walked = new int[mostIndices];
        walkedEnds = new int[mostRules + 1];
    }

    private static KeyNumbers[] numbers(int count) {
        KeyNumbers[] numbers = new KeyNumbers[count];
        Arrays.setAll(numbers, i -> new KeyNumbers());
        return numbers;
    }

    /**
     * Takes indices from {@code from} on, as many as fit.
     *
     * @return how many indices were taken, at least one
     */
    int build(long from, long to) {
        clear();
        plan.decode(from, positions);
        int most = (int) Math.min(mostIndices, to - from);
        for (count = 0; count < most; count++) {
            if (!plan.constraints.satisfies(positions)) {
                status[count] = SKIPPED;
            } else {
                long key = plan.ruleKey(positions);
                int rule = ruleNumbers.get(key);
                if (rule == KeyNumbers.ABSENT) {
                    if (isFull()) {
                        break;
                    }
                    rule = addRule(key);
                }
                status[count] = RUNS;
                ruleOf[count] = rule;
            }
            plan.advance(positions);
        }
        sortRules();
        sortIndices();
        return count;
    }

    private void clear() {
        ruleNumbers.clear();
        for (KeyNumbers numbers : instanceNumbers) {
            numbers.clear();
        }
        for (KeyNumbers numbers : pairNumbers) {
            numbers.clear();
        }
        instances.clear();
        rules = 0;
        residentPairs = 0;
    }

    private boolean isFull() {
        return rules > 0
                && (rules >= mostRules
                        || instances.residents() >= MOST_RESIDENTS
                        || residentPairs >= MOST_PAIRS);
    }

    private int addRule(long key) {
        int rule = rules++;
        ruleNumbers.put(key, rule);
        for (int s = 0; s < instanceOf.length; s++) {
            instanceOf[s][rule] = instance(s);
        }
        for (int p = 0; p < pairOf.length; p++) {
            pairOf[p][rule] = pair(p, rule);
        }
        for (Role role : ROLES) {
            RuleProgram program = plan.rules.program(role);
            if (program != null) {
                definedFrom[role.ordinal()][rule] = definedFrom(program, rule);
            }
        }
        return rule;
    }

    private int instance(int slotNumber) {
        OperandSlot slot = plan.slots[slotNumber];
        long key = slot.key(positions);
        int number = instanceNumbers[slotNumber].get(key);
        if (number == KeyNumbers.ABSENT) {
            if (slot.isConstant()) {
                number = instances.addConstant(slot.constant(positions));
            } else if (plan.streaming[slotNumber]) {
                number = instances.addStreaming(slot.formula(key, positions), slotNumber);
            } else {
                number = instances.addResident(slot.formula(key, positions));
            }
            instanceNumbers[slotNumber].put(key, number);
        }
        return number;
    }

    /** Slots of streaming pairs are their numbers, those of all others follow. */
    private int pair(int pairNumber, int rule) {
        if (plan.streamingPair[pairNumber]) {
            return pairNumber;
        }
        Pair pair = plan.rules.pairs().get(pairNumber);
        int left = instanceOf[pair.left()][rule];
        int right = instanceOf[pair.right()][rule];
        long key = (long) left << 32 | right;
        int slot = pairNumbers[pairNumber].get(key);
        if (slot == KeyNumbers.ABSENT) {
            if (residentPairs == residentLeft.length) {
                residentLeft = Arrays.copyOf(residentLeft, 2 * residentPairs);
                residentRight = Arrays.copyOf(residentRight, 2 * residentPairs);
            }
            residentLeft[residentPairs] = left;
            residentRight[residentPairs] = right;
            slot = pairOf.length + residentPairs++;
            pairWords.ensure(slot + 1);
            pairNumbers[pairNumber].put(key, slot);
        }
        return slot;
    }

    private int definedFrom(RuleProgram program, int rule) {
        int from = 0;
        for (int i = 0; i < program.operandCount(); i++) {
            int first = instances.firstDefinedBar(instanceOf[program.operand(i)][rule]);
            from = Math.max(from, first + (program.looksBack(i) ? 1 : 0));
        }
        return from;
    }

    /** Orders the rules so that those with the same streaming columns follow each other. */
    private void sortRules() {
        orderByStream();
        for (int i = 0; i < rules; i++) {
            places[order[i]] = i;
        }
    }

    private void orderByStream() {
        int slot = 0;
        while (slot < plan.streaming.length && !plan.streaming[slot]) {
            slot++;
        }
        if (slot == plan.streaming.length) {
            for (int r = 0; r < rules; r++) {
                order[r] = r;
            }
            return;
        }
        int[] streamed = instanceOf[slot];
        int numbers = instances.size();
        if (starts.length <= numbers) {
            starts = new int[2 * numbers];
        }
        Arrays.fill(starts, 0, numbers + 1, 0);
        for (int r = 0; r < rules; r++) {
            starts[streamed[r] + 1]++;
        }
        for (int i = 0; i < numbers; i++) {
            starts[i + 1] += starts[i];
        }
        for (int r = 0; r < rules; r++) {
            order[starts[streamed[r]]++] = r;
        }
    }

    /** Orders the indices that run by the places of their rules, within a place by number. */
    private void sortIndices() {
        Arrays.fill(walkedEnds, 0, rules + 1, 0);
        for (int i = 0; i < count; i++) {
            if (status[i] == RUNS) {
                walkedEnds[places[ruleOf[i]] + 1]++;
            }
        }
        for (int place = 0; place < rules; place++) {
            walkedEnds[place + 1] += walkedEnds[place];
        }
        for (int i = 0; i < count; i++) {
            if (status[i] == RUNS) {
                walked[walkedEnds[places[ruleOf[i]]]++] = i;
            }
        }
    }

    /** How many indices run whose rules have places before one. */
    int walkedBefore(int place) {
        return place == 0 ? 0 : walkedEnds[place - 1];
    }

    /** The i-th index to walk: those of one rule follow each other. */
    int walked(int i) {
        return walked[i];
    }

    /** Number of distinct rules. */
    int rules() {
        return rules;
    }

    /** The i-th rule to evaluate. */
    int ordered(int i) {
        return order[i];
    }

    /** The place in the order of the rule of the i-th index, which runs. */
    int placeOf(int i) {
        return places[ruleOf[i]];
    }

    int instanceOf(int slot, int rule) {
        return instanceOf[slot][rule];
    }

    int pairOf(int pair, int rule) {
        return pairOf[pair][rule];
    }

    /** First bar on which a rule can be true. */
    int definedFrom(Role role, int rule) {
        return definedFrom[role.ordinal()][rule];
    }

    /** Compares the pairs that are kept for all rules of the tile. */
    void compareResidentPairs(int words) {
        for (int i = 0; i < residentPairs; i++) {
            instances.compare(
                    residentLeft[i], residentRight[i], words, pairWords, pairOf.length + i);
        }
    }
}
