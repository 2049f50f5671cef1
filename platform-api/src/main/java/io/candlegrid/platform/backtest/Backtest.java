package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.backtest.BacktestReport;
import io.candlegrid.domain.backtest.BacktestSpec;
import io.candlegrid.domain.backtest.ComparedResult;
import io.candlegrid.domain.backtest.InspectionDocument;
import io.candlegrid.domain.backtest.Lineage;
import io.candlegrid.domain.backtest.ReferenceEngine;
import io.candlegrid.domain.backtest.ReportSection;
import io.candlegrid.domain.backtest.Trade;
import io.candlegrid.platform.web.ApiProblem;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A backtest with the candles it runs over, ready to be run by the reference engine.
 *
 * @param tickSize the instrument's price step; null when unknown
 */
public record Backtest(
        BacktestSpec spec, BacktestInput input, Lineage lineage, @Nullable Double tickSize) {

    /** The report, with the sections asked for. */
    public ObjectNode report(Set<ReportSection> sections) {
        ObjectNode report =
                BacktestReport.of(
                        spec.strategy(),
                        input,
                        ReferenceEngine.run(spec.strategy(), input),
                        lineage);
        sections.forEach(section -> section.addTo(report, spec.strategy(), input, tickSize));
        return report;
    }

    /**
     * The bars around a time or around a trade's entry.
     *
     * @throws ApiProblem 422 when there is no such trade
     */
    public ObjectNode inspect(InspectionQuery query) {
        Instant at = query.at();
        return InspectionDocument.of(
                spec.strategy(),
                input,
                lineage,
                at == null ? entry(query.trade()) : at,
                query.around());
    }

    /** The result, for a comparison. */
    public ComparedResult result() {
        return new ComparedResult(
                spec, input, ReferenceEngine.run(spec.strategy(), input), lineage);
    }

    private Instant entry(int trade) {
        List<Trade> trades = ReferenceEngine.run(spec.strategy(), input).trades();
        if (trade >= trades.size()) {
            throw ApiProblem.invalid(
                    "trade",
                    Integer.toString(trade),
                    "out_of_range",
                    trades.isEmpty()
                            ? "no trade was closed in this backtest"
                            : "the closed trades have the numbers 0 to " + (trades.size() - 1));
        }
        return Instant.ofEpochMilli(trades.get(trade).entryTsOpenMillis());
    }
}
