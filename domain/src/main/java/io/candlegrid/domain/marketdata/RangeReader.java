package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.BooleanNode;

/** Reads what runs depend on from where it is stored now. Thread-safe. */
public record RangeReader(
        CandleStore candles, FundingStore funding, MarkStore marks, InstrumentStore instruments) {

    /**
     * What is stored of [fromMillis, toMillis).
     *
     * @param lots the rules to go with it, from {@link #lots}; null when they don't matter
     */
    public RangeData read(
            InstrumentId instrument, long fromMillis, long toMillis, @Nullable LotRules lots) {
        CandleSeries minutes = candles.readMinutes(instrument, fromMillis, toMillis);
        if (instrument.market().type() != MarketType.FUTURES) {
            return new RangeData(minutes, List.of(), null, lots);
        }
        return new RangeData(
                minutes,
                funding.read(instrument, fromMillis, toMillis),
                marks.readMinutes(instrument, fromMillis, toMillis),
                lots);
    }

    /** The rules of an instrument, or what of them is not known, under the path of the switch. */
    public Validated<LotRules> lots(InstrumentId id) {
        Instrument instrument = instruments.find(id).orElse(null);
        BigDecimal lot = instrument == null ? null : instrument.lotSize();
        BigDecimal notional = instrument == null ? null : instrument.minNotional();
        if (lot != null && lot.signum() > 0 && notional != null && notional.signum() >= 0) {
            return new Validated.Valid<>(new LotRules(lot, notional));
        }
        String missing =
                lot == null && notional == null
                        ? "lot_size and min_notional"
                        : lot == null ? "lot_size" : "min_notional";
        return new Validated.Invalid<>(
                List.of(
                        new ValidationError(
                                "strategy.execution.respect_lot_size",
                                BooleanNode.TRUE,
                                "rules_unknown",
                                "the "
                                        + missing
                                        + " of "
                                        + id.key()
                                        + " is not known. Set it with `candlegrid instrument "
                                        + id.marketId()
                                        + " "
                                        + id.symbol()
                                        + " --lot-size … --min-notional …` (0 for no minimum), or"
                                        + " trade fractions with respect_lot_size: false.")));
    }
}
