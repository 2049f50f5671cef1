package io.candlegrid.platform.backtest;

import io.candlegrid.platform.web.ApiProblem;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which bars to inspect.
 *
 * @param at a time in the bar; null when the trade says it
 * @param trade number of a closed trade, from 0, whose entry bar is meant
 * @param around most bars before and after
 */
public record InspectionQuery(@Nullable Instant at, int trade, int around) {

    /** Most bars before and after the one asked for. */
    static final int MOST_AROUND = 200;

    /**
     * Reads the parameters of a request.
     *
     * @throws ApiProblem 422 when not exactly one of time and trade is given, or one is out of
     *     range
     */
    public static InspectionQuery of(@Nullable Instant at, @Nullable Integer trade, int around) {
        if ((at == null) == (trade == null)) {
            throw ApiProblem.invalid(
                    "at",
                    null,
                    "required",
                    "say which bar by one of: at (a time in it) and trade (the number of a trade, for the bar of its entry)");
        }
        if (trade != null && trade < 0) {
            throw ApiProblem.invalid(
                    "trade", trade.toString(), "out_of_range", "trades are counted from 0");
        }
        if (around < 0 || around > MOST_AROUND) {
            throw ApiProblem.invalid(
                    "around",
                    Integer.toString(around),
                    "out_of_range",
                    "around must be between 0 and " + MOST_AROUND + ", got " + around);
        }
        return new InspectionQuery(at, trade == null ? 0 : trade, around);
    }
}
