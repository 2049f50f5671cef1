package io.candlegrid.domain.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.strategy.Execution.Intrabar;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class IntrabarPoliciesTest {

    @Test
    void boundsWhatAnAmbiguousBarCanMean() {
        IntrabarPolicies policies =
                of(
                        Script.bars("100 100 100 100 L", "100 106 94 100")
                                .stops(5.0, 5.0, null, null),
                        2);

        assertThat(total(policies, Intrabar.PESSIMISTIC)).isCloseTo(-0.05, within(1e-12));
        assertThat(total(policies, Intrabar.OPTIMISTIC)).isCloseTo(0.05, within(1e-12));
        assertThat(total(policies, Intrabar.PATH))
                .as("as far up as down: the low comes first")
                .isCloseTo(-0.05, within(1e-12));
        assertThat(policies.ambiguous())
                .singleElement()
                .satisfies(bar -> {
                    assertThat(bar.bar()).isEqualTo(1);
                    assertThat(bar.entryBar()).isZero();
                    assertThat(bar.levels().stopLoss()).isCloseTo(95, within(1e-9));
                    assertThat(bar.levels().takeProfit()).isCloseTo(105, within(1e-9));
                    assertThat(bar.levels().trailing()).isNaN();
                    assertThat(bar.adverse()).isEqualTo(ExitReason.STOP_LOSS);
                    assertThat(bar.exits())
                            .isEqualTo(
                                    Map.of(
                                            Intrabar.PESSIMISTIC,
                                            ExitReason.STOP_LOSS,
                                            Intrabar.OPTIMISTIC,
                                            ExitReason.TAKE_PROFIT,
                                            Intrabar.PATH,
                                            ExitReason.STOP_LOSS));
                });
        assertThat(policies.differing())
                .singleElement()
                .satisfies(trade -> {
                    assertThat(trade.entryBar()).isZero();
                    assertThat(trade.trades().values())
                            .extracting(Trade::exitReason)
                            .containsExactly(
                                    ExitReason.STOP_LOSS,
                                    ExitReason.TAKE_PROFIT,
                                    ExitReason.STOP_LOSS);
                });
    }

    @Test
    void namesTheTrailingStopWhereItIsTheNearestAdverseLevel() {
        IntrabarPolicies policies =
                of(
                        Script.bars("100 100 100 100 L", "100 106 94 100")
                                .stops(5.0, 5.0, 2.0, null),
                        2);

        assertThat(policies.ambiguous())
                .singleElement()
                .satisfies(bar -> {
                    assertThat(bar.adverse()).isEqualTo(ExitReason.TRAILING);
                    assertThat(bar.levels().trailing()).isCloseTo(98, within(1e-9));
                });
    }

    @Test
    void findsNothingWhereNoBarIsAmbiguous() {
        IntrabarPolicies policies =
                of(
                        Script.bars("100 100 100 100 L", "100 106 99 100")
                                .stops(5.0, 5.0, null, null),
                        2);

        assertThat(policies.ambiguous()).isEmpty();
        assertThat(policies.differing()).isEmpty();
        assertThat(policies.results().values().stream().map(BacktestResult::metrics).distinct())
                .hasSize(1);
    }

    @Test
    void leavesOutWhatEndedAlikeUnderAllPolicies() {
        // The pessimist is out at 95 in minute 1 and enters again at its close; the optimist is out
        // at 105 and does so too: both trades of minute 1 are alike. Without a signal there is
        // none.
        IntrabarPolicies policies =
                of(
                        Script.bars("100 100 100 100 L", "100 106 94 100 L", "100 100 100 100 l")
                                .stops(5.0, 5.0, null, null),
                        3);

        assertThat(policies.differing()).extracting("entryBar").containsExactly(0);
    }

    private static double total(IntrabarPolicies policies, Intrabar policy) {
        BacktestResult result = Objects.requireNonNull(policies.results().get(policy));
        return result.metrics().get(Metric.TOTAL_RETURN);
    }

    private static IntrabarPolicies of(Script script, int lines) {
        return IntrabarPolicies.of(
                script.spec(),
                BacktestInput.of(
                        script.series(), TimeRange.of(Script.at(0), Script.at(lines)), 10_000));
    }
}
