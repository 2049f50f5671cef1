package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When funding is due and what it is paid on. */
public final class FundingSchedule {

    private static final long SLOT_MILLIS = 8 * 3_600_000L;

    private FundingSchedule() {}

    /**
     * Gives each rate its price: the open of the mark minute of its time when stored, else the open
     * of the first traded minute at or after it. Rates after the last minute are left out.
     *
     * @param minutes 1m candles of the instrument
     * @param markMinutes 1m mark prices; null when none are stored
     * @return in order of time
     */
    public static List<FundingPayment> resolve(
            List<FundingRate> rates, CandleSeries minutes, @Nullable CandleSeries markMinutes) {
        List<FundingPayment> payments = new ArrayList<>();
        for (FundingRate rate : rates) {
            long minuteMillis = Timeframe.M1.millis();
            long time = Math.floorDiv(rate.timeMillis(), minuteMillis) * minuteMillis;
            int traded = minutes.firstBarAtOrAfter(time);
            if (traded < minutes.bars()) {
                double price = minutes.value(PriceSource.OPEN, traded);
                if (markMinutes != null) {
                    int mark = markMinutes.firstBarAtOrAfter(time);
                    if (mark < markMinutes.bars() && markMinutes.tsOpenMillis()[mark] == time) {
                        price = markMinutes.value(PriceSource.OPEN, mark);
                    }
                }
                payments.add(new FundingPayment(time, rate.rate(), price));
            }
        }
        payments.sort(Comparator.comparingLong(FundingPayment::timeMillis));
        return List.copyOf(payments);
    }

    /**
     * The bar a time belongs to: the one with open ≤ time &lt; close, in a hole the next one; the
     * number of bars when there is none.
     */
    public static int barOf(CandleSeries series, long timeMillis) {
        int next = series.firstBarAtOrAfter(timeMillis + 1);
        boolean within = next > 0 && timeMillis < series.tsCloseMillis(next - 1);
        return within ? next - 1 : next;
    }

    /**
     * How much of a range's funding is known: the fraction of its UTC 8-hour slots (00, 08, 16)
     * that hold a rate.
     */
    public static double coverage(List<FundingPayment> payments, TimeRange range) {
        long first = Math.floorDiv(range.from().toEpochMilli(), SLOT_MILLIS);
        long last = Math.floorDiv(range.to().toEpochMilli() - 1, SLOT_MILLIS);
        long known =
                payments.stream()
                        .mapToLong(p -> Math.floorDiv(p.timeMillis(), SLOT_MILLIS))
                        .filter(slot -> slot >= first && slot <= last)
                        .distinct()
                        .count();
        return (double) known / (last - first + 1);
    }
}
