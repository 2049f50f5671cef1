package io.candlegrid.fastpath.differential;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Runs by both engines, single ones and those of small searches, over everything that a strategy
 * can say and a market can do.
 */
class EnginesDifferentialTest {

    private static final int PAIRS = 2_500;
    private static final int LEAST = 5;

    @Test
    void shouldGiveTheBitsOfTheReferenceEngineWhateverIsDrawn() {
        Differential differential = new Differential();
        for (long seed = 0; seed < PAIRS; seed++) {
            differential.run(seed);
        }
        System.out.println(differential.coverage().table());
        assertThat(differential.differences()).isEmpty();
        assertThat(differential.coverage().metByFewerThan(LEAST))
                .as("what fewer than %d of %d pairs met", LEAST, PAIRS)
                .isEmpty();
    }
}
