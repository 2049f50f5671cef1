package io.candlegrid.domain.backtest;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * How the closed trades of a result spread. Hours and weekdays are UTC, of the open time of the
 * candle in which the entry filled.
 *
 * @param returns histogram of trade returns; zero is an edge
 * @param bySide sides that traded, long first
 * @param byExitReason reasons that occurred
 * @param byHour all 24
 * @param byWeekday all seven, Monday first
 * @param holding histogram of holding times in seconds; the last one has no end
 */
public record TradeDistribution(
        List<Bin> returns,
        List<Group> bySide,
        List<Group> byExitReason,
        List<Group> byHour,
        List<Group> byWeekday,
        List<Bin> holding,
        Quantiles holdingSeconds,
        Streaks streaks) {

    /** Most bins that the span of the returns is cut into; its ends may add two. */
    private static final int BINS = 30;

    private static final double[] HOLDING_EDGES = {
        0, 60, 300, 900, 3600, 14_400, 43_200, 86_400, 259_200, 604_800, 2_592_000
    };

    /** Values in [from, to); {@code to} is infinite where there is no end. */
    public record Bin(double from, double to, int count) {}

    /**
     * Trades that have something in common.
     *
     * @param pnl their sum, quote units
     * @param meanReturn NaN without trades
     */
    public record Group(String key, int trades, int wins, double pnl, double meanReturn) {}

    /** Nearest-rank quantiles; NaN without values. */
    public record Quantiles(
            double min, double lowerQuartile, double median, double upperQuartile, double max) {}

    /**
     * Runs of wins and of losses; a trade that won nothing ends both.
     *
     * @param lengths how many streaks of each length there are, shortest first
     */
    public record Streaks(int longestWin, int longestLoss, List<Length> lengths) {}

    /** Number of streaks of one length. */
    public record Length(int length, int wins, int losses) {}

    /** The distribution of closed trades, in order of exit. */
    public static TradeDistribution of(List<Trade> trades) {
        double[] held =
                trades.stream()
                        .mapToDouble(t -> (t.exitTsOpenMillis() - t.entryTsOpenMillis()) / 1000.0)
                        .sorted()
                        .toArray();
        return new TradeDistribution(
                histogram(trades.stream().mapToDouble(Trade::returnFraction).toArray()),
                present(
                        trades,
                        labels(PositionSide.values(), PositionSide::label),
                        t -> t.side().label()),
                present(
                        trades,
                        labels(ExitReason.values(), ExitReason::label),
                        t -> t.exitReason().label()),
                groups(
                        trades,
                        IntStream.range(0, 24).mapToObj("%02d"::formatted),
                        t -> "%02d".formatted(entry(t).getHour())),
                groups(
                        trades,
                        labels(DayOfWeek.values(), TradeDistribution::label),
                        t -> label(entry(t).getDayOfWeek())),
                holding(held),
                quantiles(held),
                StreakCount.of(trades));
    }

    private static List<Bin> histogram(double[] values) {
        if (values.length == 0) {
            return List.of();
        }
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        BigDecimal step = step(max > min ? (max - min) / BINS : Math.max(Math.abs(max), 1e-6));
        long first = bin(step, min);
        int[] counts = new int[Math.toIntExact(bin(step, max) - first) + 1];
        for (double value : values) {
            counts[(int) (bin(step, value) - first)]++;
        }
        List<Bin> bins = new ArrayList<>(counts.length);
        for (int i = 0; i < counts.length; i++) {
            bins.add(new Bin(edge(step, first + i), edge(step, first + i + 1), counts[i]));
        }
        return bins;
    }

    /** The smallest of 1, 2 and 5 times a power of ten that is not below a number. */
    private static BigDecimal step(double least) {
        int exponent = (int) Math.floor(Math.log10(least));
        for (int digit : new int[] {1, 2, 5}) {
            BigDecimal step = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
            if (step.doubleValue() >= least) {
                return step;
            }
        }
        return BigDecimal.ONE.scaleByPowerOfTen(exponent + 1);
    }

    /** The number of the bin that has a value in it, whatever the division rounds to. */
    private static long bin(BigDecimal step, double value) {
        long bin = (long) Math.floor(value / step.doubleValue());
        if (value < edge(step, bin)) {
            return bin - 1;
        }
        return value >= edge(step, bin + 1) ? bin + 1 : bin;
    }

    private static double edge(BigDecimal step, long count) {
        return step.multiply(BigDecimal.valueOf(count)).doubleValue();
    }

    private static List<Bin> holding(double[] held) {
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i < HOLDING_EDGES.length; i++) {
            double from = HOLDING_EDGES[i];
            double to =
                    i + 1 < HOLDING_EDGES.length ? HOLDING_EDGES[i + 1] : Double.POSITIVE_INFINITY;
            bins.add(
                    new Bin(
                            from,
                            to,
                            (int) Arrays.stream(held).filter(s -> s >= from && s < to).count()));
        }
        return bins;
    }

    private static Quantiles quantiles(double[] sorted) {
        return new Quantiles(
                quantile(sorted, 0),
                quantile(sorted, 0.25),
                quantile(sorted, 0.5),
                quantile(sorted, 0.75),
                quantile(sorted, 1));
    }

    private static double quantile(double[] sorted, double share) {
        int rank = (int) Math.ceil(share * sorted.length);
        return sorted.length == 0 ? Double.NaN : sorted[Math.max(rank, 1) - 1];
    }

    private static List<Group> present(
            List<Trade> trades, Stream<String> keys, Function<Trade, String> key) {
        return groups(trades, keys, key).stream().filter(group -> group.trades() > 0).toList();
    }

    private static List<Group> groups(
            List<Trade> trades, Stream<String> keys, Function<Trade, String> key) {
        Map<String, List<Trade>> byKey = trades.stream().collect(Collectors.groupingBy(key));
        return keys.map(name -> group(name, byKey.getOrDefault(name, List.of()))).toList();
    }

    private static Group group(String key, List<Trade> trades) {
        double pnl = 0;
        double returns = 0;
        int wins = 0;
        for (Trade trade : trades) {
            pnl += trade.pnl();
            returns += trade.returnFraction();
            wins += trade.pnl() > 0 ? 1 : 0;
        }
        return new Group(
                key,
                trades.size(),
                wins,
                pnl,
                trades.isEmpty() ? Double.NaN : returns / trades.size());
    }

    private static <T> Stream<String> labels(T[] values, Function<T, String> label) {
        return Arrays.stream(values).map(label);
    }

    private static String label(DayOfWeek day) {
        return day.name().toLowerCase(Locale.ROOT);
    }

    private static OffsetDateTime entry(Trade trade) {
        return Instant.ofEpochMilli(trade.entryTsOpenMillis()).atOffset(ZoneOffset.UTC);
    }
}
