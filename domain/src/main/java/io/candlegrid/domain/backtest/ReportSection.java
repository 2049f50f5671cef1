package io.candlegrid.domain.backtest;

import io.candlegrid.domain.strategy.StrategySpec;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A part of a report that takes further runs of the engine, and so is made on request only. */
public enum ReportSection {
    /** The strategy under every intrabar policy. */
    POLICIES {
        @Override
        ObjectNode write(StrategySpec spec, BacktestInput input, @Nullable Double tickSize) {
            return PoliciesDocument.of(spec, input, IntrabarPolicies.of(spec, input));
        }
    },
    /** The strategy at other costs, and its break-even fee. */
    COSTS {
        @Override
        ObjectNode write(StrategySpec spec, BacktestInput input, @Nullable Double tickSize) {
            return CostsDocument.of(CostSensitivity.of(spec, input, tickSize));
        }
    };

    abstract ObjectNode write(StrategySpec spec, BacktestInput input, @Nullable Double tickSize);

    /**
     * Runs what the section needs and puts it into a report.
     *
     * @param tickSize the instrument's price step; null when unknown
     */
    public void addTo(
            ObjectNode report, StrategySpec spec, BacktestInput input, @Nullable Double tickSize) {
        report.set(label(), write(spec, input, tickSize));
    }

    /** The name in requests and reports. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The section of a label, or empty when there is none. */
    public static Optional<ReportSection> byLabel(String label) {
        return Arrays.stream(values()).filter(s -> s.label().equals(label)).findFirst();
    }
}
