package io.candlegrid.domain.optimization;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConstraintFilterTest {

    @Test
    void comparesDecimalsExactlyWhereDoublesWouldNot() {
        // 3 * 0.1 is 0.30000000000000004 in doubles.
        ParameterSpace space =
                new ParameterSpace(
                        List.of(range("a.x", "0.1", "1", "0.1"), range("b.x", "0.3", "3", "0.3")),
                        List.of(
                                new Constraint(
                                        new Constraint.Term(3, "a.x", 0),
                                        Constraint.Comparison.EQ,
                                        new Constraint.Term(1, "b.x", 0))));

        assertThat(satisfying(space)).hasSize(10);
    }

    @Test
    void aNullValueSatisfiesNothing() {
        for (Constraint.Comparison comparison : Constraint.Comparison.values()) {
            ParameterSpace space =
                    new ParameterSpace(
                            List.of(new Axis.Listed("s.x", List.of(new AxisValue.None()))),
                            List.of(
                                    new Constraint(
                                            new Constraint.Term(0, "s.x", 0),
                                            comparison,
                                            new Constraint.Term(0, null, 0))));

            assertThat(satisfying(space)).as(comparison.name()).isEmpty();
        }
    }

    @Test
    void refusesWhatItCannotCompare() {
        Constraint textual =
                new Constraint(
                        new Constraint.Term(1, "e.fill", 0),
                        Constraint.Comparison.LT,
                        new Constraint.Term(0, null, 1));
        assertThatThrownBy(() ->
                        new ParameterSpace(
                                        List.of(
                                                new Axis.Listed(
                                                        "e.fill",
                                                        List.of(new AxisValue.Text("close")))),
                                        List.of(textual))
                                .filter())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("e.fill");
        assertThatThrownBy(() -> new ParameterSpace(List.of(), List.of(textual)).filter())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void agreesWithAnExactCalculationAndProvesOnlyWhatIsTrue(long seed) {
        Random random = new Random(seed);
        ParameterSpace space = randomSpace(random);

        List<Long> expected =
                LongStream.range(0, space.size())
                        .filter(index -> holdsExactly(space, index))
                        .boxed()
                        .toList();

        assertThat(satisfying(space)).as("seed=%d %s", seed, space).isEqualTo(expected);
        // Small spaces are decided exactly, both ways.
        assertThat(ConstraintProof.nothingSatisfies(space.filter().comparisons(), space.axes()))
                .as("seed=%d %s", seed, space)
                .isEqualTo(expected.isEmpty());
    }

    static long[] seeds() {
        return LongStream.range(0, 400).toArray();
    }

    @Test
    void provesLargeSpacesEmptyByTheirBounds() {
        assertThat(isProvenEmpty("1", "1e6", "2e6", "3e6", "b.x < a.x")).isTrue();
        assertThat(isProvenEmpty("1", "1e6", "1e6", "3e6", "b.x < a.x")).isTrue();
        assertThat(isProvenEmpty("1", "1e6", "1e6", "3e6", "b.x <= a.x")).isFalse();
    }

    @Test
    void claimsNothingWhereASearchWouldTakeTooLong() {
        // 2a = 2b + 1 has no whole solution; to see that takes more than trying.
        assertThat(isProvenEmpty("1", "1e6", "1", "1e6", "2 * a.x == 2 * b.x + 1")).isFalse();
    }

    private static boolean isProvenEmpty(
            String fromA, String toA, String fromB, String toB, String constraint) {
        ParameterSpace space =
                new ParameterSpace(
                        List.of(range("a.x", fromA, toA, "1"), range("b.x", fromB, toB, "1")),
                        List.of(parse(constraint)));
        return ConstraintProof.nothingSatisfies(space.filter().comparisons(), space.axes());
    }

    private static Constraint parse(String text) {
        Constraint.Term a = new Constraint.Term(1, "a.x", 0);
        Constraint.Term b = new Constraint.Term(1, "b.x", 0);
        return switch (text) {
            case "b.x < a.x" -> new Constraint(b, Constraint.Comparison.LT, a);
            case "b.x <= a.x" -> new Constraint(b, Constraint.Comparison.LTE, a);
            default ->
                    new Constraint(
                            new Constraint.Term(2, "a.x", 0),
                            Constraint.Comparison.EQ,
                            new Constraint.Term(2, "b.x", 1));
        };
    }

    private static List<Long> satisfying(ParameterSpace space) {
        ConstraintFilter filter = space.filter();
        long[] positions = new long[space.axes().size()];
        List<Long> indices = new ArrayList<>();
        for (long index = 0; index < space.size(); index++) {
            space.decode(index, positions);
            if (filter.satisfies(positions)) {
                indices.add(index);
            }
        }
        return indices;
    }

    private static boolean holdsExactly(ParameterSpace space, long index) {
        return space.constraints().stream()
                .allMatch(constraint -> {
                    BigDecimal left = value(constraint.left(), space, index);
                    BigDecimal right = value(constraint.right(), space, index);
                    if (left == null || right == null) {
                        return false;
                    }
                    int order = left.compareTo(right);
                    return switch (constraint.comparison()) {
                        case LT -> order < 0;
                        case LTE -> order <= 0;
                        case GT -> order > 0;
                        case GTE -> order >= 0;
                        case EQ -> order == 0;
                        case NE -> order != 0;
                    };
                });
    }

    private static @Nullable BigDecimal value(
            Constraint.Term term, ParameterSpace space, long index) {
        BigDecimal offset = BigDecimal.valueOf(term.offset());
        if (term.axis() == null) {
            return offset;
        }
        AxisValue value = Combinations.parameters(space, index).get(term.axis());
        return value instanceof AxisValue.Numeric(double number)
                ? BigDecimal.valueOf(number).multiply(BigDecimal.valueOf(term.factor())).add(offset)
                : null;
    }

    private static ParameterSpace randomSpace(Random random) {
        List<Axis> axes = new ArrayList<>();
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            axes.add(
                    random.nextBoolean() ? randomRange("a" + i + ".x", random) : listed(i, random));
        }
        List<Constraint> constraints = new ArrayList<>();
        for (int i = random.nextInt(4); i >= 0; i--) {
            Constraint.Comparison[] all = Constraint.Comparison.values();
            constraints.add(
                    new Constraint(
                            term(axes, random),
                            all[random.nextInt(all.length)],
                            term(axes, random)));
        }
        return new ParameterSpace(axes, constraints);
    }

    private static Axis randomRange(String name, Random random) {
        BigDecimal from = BigDecimal.valueOf(random.nextInt(-40, 40), 1);
        BigDecimal step = BigDecimal.valueOf(random.nextInt(1, 12), random.nextInt(3));
        return new Axis.Range(
                name, from, from.add(step.multiply(BigDecimal.valueOf(random.nextInt(7)))), step);
    }

    private static Axis listed(int number, Random random) {
        List<AxisValue> values = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            values.add(new AxisValue.Numeric((i - 2) * 1.5));
        }
        values.add(new AxisValue.None());
        Collections.shuffle(values, random);
        return new Axis.Listed("a" + number + ".x", values.subList(0, 1 + random.nextInt(6)));
    }

    private static Constraint.Term term(List<Axis> axes, Random random) {
        double offset = random.nextInt(-8, 9) / 2.0;
        if (random.nextInt(4) == 0) {
            return new Constraint.Term(0, null, offset);
        }
        double[] factors = {1, 1, 2, -1, 0.5, -0.1, 0};
        return new Constraint.Term(
                factors[random.nextInt(factors.length)],
                axes.get(random.nextInt(axes.size())).name(),
                offset);
    }

    private static Axis range(String name, String from, String to, String step) {
        return new Axis.Range(name, new BigDecimal(from), new BigDecimal(to), new BigDecimal(step));
    }
}
