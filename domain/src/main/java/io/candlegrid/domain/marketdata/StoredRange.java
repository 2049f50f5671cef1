package io.candlegrid.domain.marketdata;

import io.candlegrid.domain.document.ContentHash;
import io.candlegrid.domain.document.Validated;
import io.candlegrid.domain.document.ValidationError;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * The candles that a backtest or a search of a range works on.
 *
 * @param range as asked for, but ending with the last closed candle
 * @param minutes the stored 1m candles of the range, warm-up included
 * @param series the same in the timeframe asked for
 * @param tradingBars bars of the series at or after {@code range.from()}
 */
public record StoredRange(
        TimeRange range, CandleSeries minutes, CandleSeries series, int tradingBars) {

    /** Fewest bars that can be traded on. */
    private static final int MIN_BARS = 2;

    /** The hash that names these candles in a lineage. */
    public ContentHash snapshot() {
        return SnapshotHash.of(minutes);
    }

    /**
     * The part of a range for which candles are stored, without reading them: it ends with the last
     * closed candle. The errors name {@code strategy.instrument} or {@code range}.
     */
    public static Validated<TimeRange> clamp(
            CandleStore candles, InstrumentId instrument, TimeRange range) {
        Optional<Coverage> stored = candles.coverage(instrument);
        if (stored.isEmpty()) {
            return invalid(
                    "strategy.instrument",
                    instrument.symbol(),
                    "no candles of "
                            + instrument.key()
                            + " are stored. Import them with `candlegrid import FILE…`.");
        }
        Instant first = Instant.ofEpochMilli(stored.get().firstMillis());
        Instant end = Instant.ofEpochMilli(stored.get().lastMillis() + Timeframe.M1.millis());
        Instant to = range.to().isAfter(end) ? end : range.to();
        if (!range.from().isBefore(to) || !to.isAfter(first)) {
            return invalid(
                    "range",
                    range.from() + " … " + range.to(),
                    "no candles of "
                            + instrument.key()
                            + " are stored in this range; there are some from "
                            + first
                            + " to "
                            + end);
        }
        return new Validated.Valid<>(new TimeRange(range.from(), to, range.warmupFrom()));
    }

    /** Reads the candles of a range; the errors are those of {@link #clamp}. */
    public static Validated<StoredRange> read(
            CandleStore candles, InstrumentId instrument, Timeframe timeframe, TimeRange asked) {
        return switch (clamp(candles, instrument, asked)) {
            case Validated.Invalid<TimeRange>(var errors) -> new Validated.Invalid<>(errors);
            case Validated.Valid<TimeRange>(var range) -> {
                CandleSeries minutes =
                        candles.readMinutes(
                                instrument, range.readFromMillis(), range.to().toEpochMilli());
                CandleSeries series = Rollup.derive(minutes, timeframe);
                int bars = series.bars() - series.firstBarAtOrAfter(range.from().toEpochMilli());
                if (bars < MIN_BARS) {
                    yield invalid(
                            "range",
                            range.from() + " … " + range.to(),
                            "the range has "
                                    + bars
                                    + " full "
                                    + timeframe.label()
                                    + " candles of "
                                    + instrument.key()
                                    + ", at least "
                                    + MIN_BARS
                                    + " are needed");
                }
                yield new Validated.Valid<>(new StoredRange(range, minutes, series, bars));
            }
        };
    }

    private static <T> Validated<T> invalid(String path, String value, String message) {
        JsonNode node = JsonNodeFactory.instance.stringNode(value);
        return new Validated.Invalid<>(
                List.of(new ValidationError(path, node, "no_data", message)));
    }
}
