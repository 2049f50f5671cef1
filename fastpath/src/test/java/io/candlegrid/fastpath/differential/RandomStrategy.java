package io.candlegrid.fastpath.differential;

import io.candlegrid.domain.backtest.BacktestInput;
import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Draws strategies over everything that a specification can say and that a market can meet. */
final class RandomStrategy {

    private final RandomGenerator random;
    private final CandleSeries series;
    private final boolean futures;
    private final RandomRules rules;

    private RandomStrategy(RandomGenerator random, BacktestInput input) {
        this.random = random;
        series = input.series();
        futures = series.instrument().market().allowsShort();
        rules = new RandomRules(random, input);
    }

    static StrategySpec draw(RandomGenerator random, BacktestInput input) {
        return new RandomStrategy(random, input).draw();
    }

    private StrategySpec draw() {
        boolean plain = random.nextInt(8) == 0;
        Stops stops = plain || random.nextInt(4) == 0 ? Stops.NONE : stops();
        int sides = futures ? random.nextInt(4) : 0;
        SideRules longSide = sides == 1 ? null : side(stops);
        SideRules shortSide = sides == 0 ? null : shortSide(longSide, stops);
        return new StrategySpec(
                series.instrument(),
                series.timeframe(),
                rules.indicators(),
                longSide,
                shortSide,
                rules.constants(),
                stops,
                plain ? Sizing.ALL_IN : sizing(stops),
                execution(plain));
    }

    private SideRules side(Stops stops) {
        return new SideRules(
                rules.rule(3), stops.any() && random.nextInt(3) == 0 ? null : rules.rule(3));
    }

    /** Often the mirror of the long side, so that positions are reversed. */
    private SideRules shortSide(@Nullable SideRules longSide, Stops stops) {
        Rule exit = longSide == null ? null : longSide.exit();
        if (longSide != null && exit != null && random.nextInt(3) == 0) {
            return new SideRules(/* entry= */ exit, /* exit= */ longSide.entry());
        }
        return side(stops);
    }

    private Stops stops() {
        return new Stops(
                percent(0.5, 99),
                percent(0.5, 10_000),
                percent(0.4, 99),
                random.nextInt(3) == 0 ? 1 + random.nextInt(random.nextBoolean() ? 5 : 60) : null);
    }

    /** A distance of about one bar's range, or of several. */
    private @Nullable Double percent(double probability, double most) {
        if (random.nextDouble() >= probability) {
            return null;
        }
        int bar = random.nextInt(series.bars());
        double range = (double) (series.high()[bar] - series.low()[bar]) / series.low()[bar];
        double percent = 100 * Math.max(range, 1e-4) * Math.pow(10, random.nextDouble(-0.7, 1));
        double rounded = random.nextBoolean() ? Math.ceil(percent * 100) / 100 : percent;
        return Math.min(most, rounded);
    }

    private Sizing sizing(Stops stops) {
        boolean canRisk = stops.stopLossPct() != null || stops.trailingPct() != null;
        return switch (random.nextInt(canRisk ? 6 : 4)) {
            case 0 -> new Sizing.PercentEquity(1 + random.nextInt(100));
            case 1 -> new Sizing.FixedQuote(random.nextDouble(10, 30_000));
            case 2, 3 -> Sizing.ALL_IN;
            default -> new Sizing.RiskPercent(random.nextDouble(0.1, 20));
        };
    }

    private Execution execution(boolean plain) {
        Execution.Intrabar[] policies = Execution.Intrabar.values();
        return new Execution(
                plain || random.nextBoolean() ? Execution.Fill.CLOSE : Execution.Fill.NEXT_OPEN,
                random.nextInt(4) == 0 ? 0 : 0.01 * random.nextInt(20),
                random.nextBoolean() ? null : (Double) (0.01 * random.nextInt(5)),
                random.nextBoolean() ? 0 : 0.01 * random.nextInt(random.nextInt(8) == 0 ? 200 : 10),
                policies[random.nextInt(policies.length)],
                futures ? leverage() : 1,
                !plain && random.nextInt(4) == 0);
    }

    private double leverage() {
        return switch (random.nextInt(4)) {
            case 0 -> 1;
            case 1 -> random.nextDouble(1, 125);
            default -> 1 + random.nextInt(random.nextBoolean() ? 10 : 125);
        };
    }
}
