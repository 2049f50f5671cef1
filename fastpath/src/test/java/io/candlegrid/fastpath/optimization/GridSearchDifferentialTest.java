package io.candlegrid.fastpath.optimization;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.domain.backtest.RandomStrategies.Scope;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every metric of every combination of random searches, and some whole results, have the bits of
 * the reference engine.
 */
class GridSearchDifferentialTest {

    private static final int GROUP = 10;
    private static final int GROUPS = 17;

    static Stream<Arguments> groupsOfSeeds() {
        return Arrays.stream(Scope.values())
                .flatMap(scope ->
                        IntStream.range(0, GROUPS)
                                .mapToObj(group -> Arguments.of(scope, group * GROUP)));
    }

    @ParameterizedTest(name = "{0}, seeds from {1}")
    @MethodSource("groupsOfSeeds")
    void shouldGiveTheBitsOfTheReferenceEngine(Scope scope, int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + GROUP; seed++) {
            assertThat(GridDifference.of(seed, scope))
                    .as("differences of seed %d, scope %s", seed, scope)
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1000, 1020, 1040})
    void shouldPayFundingTestMarksAndRoundLotsLikeTheReferenceEngine(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 20; seed++) {
            assertThat(GridDifference.ofVenue(seed)).as("differences of seed %d", seed).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2000, 2020, 2040})
    void shouldPruneAtTheBarThatALookAtEveryBarFinds(int firstSeed) {
        for (int seed = firstSeed; seed < firstSeed + 20; seed++) {
            for (Scope scope : Scope.values()) {
                assertThat(GridDifference.ofPruned(seed, scope))
                        .as("differences of seed %d, scope %s", seed, scope)
                        .isEmpty();
            }
        }
    }
}
