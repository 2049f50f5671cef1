package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.CandleDataException;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.Decimals;
import io.candlegrid.domain.marketdata.PriceSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Checks, before a run, that integer arithmetic on a series stays exact: every numerator that is
 * read is below 2^53 and n times the largest one in a window of n is below 2^63.
 */
public final class ExactRange {

    private ExactRange() {}

    /**
     * What does not fit, in words for people, one sentence each; empty when everything does.
     *
     * @param indicators those of a strategy, by id; for a grid, with the largest window of the axis
     */
    public static List<String> violations(
            Map<String, IndicatorUse> indicators, CandleSeries series) {
        List<String> violations = new ArrayList<>();
        indicators.forEach((id, use) -> check(id, use, series, violations));
        return List.copyOf(violations);
    }

    /** Throws a {@link CandleDataException} that lists what does not fit. */
    public static void require(Map<String, IndicatorUse> indicators, CandleSeries series) {
        require(indicators, List.of(), series);
    }

    /**
     * Throws a {@link CandleDataException} that lists what does not fit.
     *
     * @param prices what rules read besides indicators
     */
    public static void require(
            Map<String, IndicatorUse> indicators,
            Collection<PriceSource> prices,
            CandleSeries series) {
        List<String> violations = new ArrayList<>(violations(indicators, series));
        for (PriceSource price : prices) {
            long largest = largest(price, series);
            if (largest >= Decimals.EXACT_LIMIT) {
                violations.add(
                        price.label() + " can't be exact: " + tooLarge(price, largest, series));
            }
        }
        if (!violations.isEmpty()) {
            throw new CandleDataException(String.join("; ", violations));
        }
    }

    private static void check(
            String id, IndicatorUse use, CandleSeries series, List<String> violations) {
        Indicator indicator = IndicatorRegistry.indicator(use.type());
        for (ExactSum sum : indicator.exactSums(use, series.bars())) {
            PriceSource source = sum.source();
            long largest = largest(source, series);
            String what =
                    "indicator "
                            + id
                            + " ("
                            + use.type()
                            + " of "
                            + source.label()
                            + ") can't be exact: ";
            if (largest >= Decimals.EXACT_LIMIT) {
                violations.add(what + tooLarge(source, largest, series));
            } else if (sum.count() > 0 && largest > Long.MAX_VALUE / sum.count()) {
                violations.add(
                        what
                                + size(source, largest, series)
                                + ", so a sum of "
                                + sum.count()
                                + " needs 2^63 or more");
            }
        }
    }

    private static long largest(PriceSource source, CandleSeries series) {
        long largest = 0;
        for (long raw : series.raws(source)) {
            largest = Math.max(largest, raw);
        }
        return largest;
    }

    private static String tooLarge(PriceSource source, long largest, CandleSeries series) {
        return size(source, largest, series) + ", which needs 2^53 or more";
    }

    private static String size(PriceSource source, long largest, CandleSeries series) {
        boolean isVolume = source == PriceSource.VOLUME;
        return "the largest value of "
                + series.instrument().symbol()
                + " is "
                + largest / series.scale(source)
                + " and the data has "
                + (isVolume ? series.volumeDecimals() : series.priceDecimals())
                + " decimals";
    }
}
