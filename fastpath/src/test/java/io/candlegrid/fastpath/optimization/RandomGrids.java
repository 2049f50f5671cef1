package io.candlegrid.fastpath.optimization;

import io.candlegrid.domain.backtest.Metric;
import io.candlegrid.domain.backtest.RandomStrategies;
import io.candlegrid.domain.backtest.RandomStrategies.Scope;
import io.candlegrid.domain.indicator.IndicatorRegistry;
import io.candlegrid.domain.indicator.IndicatorUse;
import io.candlegrid.domain.indicator.ParameterDefinition;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.optimization.Axis;
import io.candlegrid.domain.optimization.AxisValue;
import io.candlegrid.domain.optimization.Constraint;
import io.candlegrid.domain.optimization.OptimizationSpec;
import io.candlegrid.domain.optimization.ParameterSpace;
import io.candlegrid.domain.optimization.Pruning;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.StrategySpec;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Seeded random searches: a random strategy with a few axes over whatever it has. */
public final class RandomGrids {

    private final Random random;
    private final StrategySpec strategy;
    private final List<Axis> axes = new ArrayList<>();

    private RandomGrids(long seed, StrategySpec strategy) {
        random = new Random(seed);
        this.strategy = strategy;
    }

    /** A search of at most a few hundred combinations. */
    static OptimizationSpec of(
            long seed, Scope scope, Timeframe timeframe, TimeRange range, Pruning pruning) {
        StrategySpec strategy = RandomStrategies.of(seed, scope, timeframe);
        RandomGrids grid = new RandomGrids(seed, strategy);
        grid.drawAxes(scope);
        return new OptimizationSpec(
                strategy,
                range,
                10_000,
                new ParameterSpace(grid.axes, grid.drawConstraints()),
                Metric.SHARPE,
                10,
                pruning);
    }

    /** Predicates that hold for some of the runs and not for others. */
    public static Pruning pruning(long seed) {
        Random random = new Random(seed);
        return new Pruning(
                random.nextInt(3) == 0 ? null : 0.3 * random.nextDouble(),
                random.nextInt(3) == 0
                        ? null
                        : new Pruning.LossWindow(
                                20 + random.nextInt(400), 0.2 * random.nextDouble()),
                random.nextInt(3) == 0 ? null : random.nextInt(60),
                random.nextInt(3) == 0 ? null : random.nextInt(10));
    }

    private void drawAxes(Scope scope) {
        strategy.indicators().forEach(this::drawAxes);
        if (random.nextInt(3) == 0) {
            range("const.level", 40, 60, 10);
        }
        if (random.nextInt(3) == 0) {
            numbers("execution.fee_pct", 0.0, 0.1);
        }
        if (random.nextInt(4) == 0) {
            numbers("execution.slippage_pct", 0.0, 0.05);
        }
        if (scope != Scope.LONG_CLOSE_ALL_IN) {
            drawTermAxes(scope);
        }
        while (size() > 300) {
            axes.remove(random.nextInt(axes.size()));
        }
    }

    private void drawAxes(String id, IndicatorUse use) {
        List<ParameterDefinition> params =
                IndicatorRegistry.indicator(use.type()).definition().params();
        for (ParameterDefinition param : params) {
            // Mostly the window, and of indicators with several parameters all at times.
            if (random.nextInt(3) < (param.name().equals("window") ? 2 : 1)) {
                if (param.type() == ParameterDefinition.Type.DECIMAL) {
                    range(id + "." + param.name(), 1.5, 2.1, 0.3);
                } else {
                    int from = (int) param.min() + random.nextInt(20);
                    range(id + "." + param.name(), from, from + random.nextInt(5), 1);
                }
            }
        }
        if (use.source() != null && random.nextInt(5) == 0) {
            texts(id + ".source", "close", "hl2");
        }
    }

    private void drawTermAxes(Scope scope) {
        for (String field : List.of("stop_loss_pct", "take_profit_pct", "trailing_pct")) {
            if (random.nextInt(4) == 0) {
                numbers("stops." + field, 0.5, 0.2);
            }
        }
        if (random.nextInt(5) == 0) {
            numbers("stops.max_bars", 5.0, 30.0);
        }
        if (random.nextInt(4) == 0) {
            numbers("stops.take_profit_pct", null, 1.0);
        }
        if (random.nextInt(4) == 0) {
            boolean amount = strategy.sizing() instanceof Sizing.FixedQuote;
            numbers(amount ? "sizing.amount" : "sizing.percent", 10.0, 55.0);
        }
        if (random.nextInt(5) == 0) {
            texts("execution.fill", "close", "next_open");
        }
        if (random.nextInt(5) == 0) {
            texts("execution.intrabar", "pessimistic", "optimistic", "path");
        }
        if (random.nextInt(5) == 0) {
            numbers("execution.maker_fee_pct", null, 0.01);
        }
        if (scope == Scope.EVERYTHING && random.nextInt(3) == 0) {
            numbers("execution.leverage", 1.0, 10.0);
        }
    }

    private List<Constraint> drawConstraints() {
        List<Axis> numeric = axes.stream().filter(axis -> axis.name().endsWith("window")).toList();
        if (numeric.size() < 2 || random.nextBoolean()) {
            return List.of();
        }
        return List.of(
                new Constraint(
                        new Constraint.Term(1, numeric.get(0).name(), 0),
                        Constraint.Comparison.LT,
                        new Constraint.Term(1, numeric.get(1).name(), 5)));
    }

    private void range(String name, double from, double to, double step) {
        axes.add(
                new Axis.Range(
                        name,
                        BigDecimal.valueOf(from),
                        BigDecimal.valueOf(to),
                        BigDecimal.valueOf(step)));
    }

    private void numbers(String name, @Nullable Double... values) {
        List<AxisValue> list = new ArrayList<>();
        for (Double value : values) {
            list.add(value == null ? new AxisValue.None() : new AxisValue.Numeric(value));
        }
        add(new Axis.Listed(name, list));
    }

    private void texts(String name, String... values) {
        List<AxisValue> list = new ArrayList<>();
        for (String value : values) {
            list.add(new AxisValue.Text(value));
        }
        add(new Axis.Listed(name, list));
    }

    private void add(Axis axis) {
        if (axes.stream().noneMatch(other -> other.name().equals(axis.name()))) {
            axes.add(axis);
        }
    }

    private long size() {
        return axes.stream().mapToLong(Axis::count).reduce(1, (a, b) -> a * b);
    }
}
