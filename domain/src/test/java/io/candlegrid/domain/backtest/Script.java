package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.CandleSeries;
import io.candlegrid.domain.marketdata.CandleSeriesBuilder;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.PriceSource;
import io.candlegrid.domain.marketdata.TimeRange;
import io.candlegrid.domain.marketdata.Timeframe;
import io.candlegrid.domain.strategy.Execution;
import io.candlegrid.domain.strategy.Operand;
import io.candlegrid.domain.strategy.Rule;
import io.candlegrid.domain.strategy.SideRules;
import io.candlegrid.domain.strategy.Sizing;
import io.candlegrid.domain.strategy.Stops;
import io.candlegrid.domain.strategy.StrategySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A run whose candles and signals are written down bar by bar: {@code "open high low close
 * signals"} with signals {@code L} enter long, {@code l} leave long, {@code S} enter short, {@code
 * s} leave short. The volume carries the signals to the rules. A line of {@code "-"} is an absent
 * candle.
 */
final class Script {

    private static final String SIGNALS = "LlSs";

    private final List<String> lines;
    private InstrumentId instrument = RandomSeries.futures();
    private Execution.Fill fill = Execution.Fill.CLOSE;
    private Execution.Intrabar intrabar = Execution.Intrabar.PESSIMISTIC;
    private double feePct;
    private @Nullable Double makerFeePct;
    private double slippagePct;
    private double leverage = 1;
    private boolean respectLotSize;
    private Stops stops = Stops.NONE;
    private Sizing sizing = Sizing.ALL_IN;
    private TradingRules rules = TradingRules.of(RandomSeries.futures().market());
    private List<FundingPayment> funding = List.of();
    private int warmupBars;

    private Script(List<String> lines) {
        this.lines = lines;
    }

    static Script bars(String... lines) {
        return new Script(List.of(lines));
    }

    Script spot() {
        instrument = RandomSeries.spot();
        rules = TradingRules.of(instrument.market());
        return this;
    }

    Script nextOpen() {
        fill = Execution.Fill.NEXT_OPEN;
        return this;
    }

    Script intrabar(Execution.Intrabar policy) {
        intrabar = policy;
        return this;
    }

    Script fee(double percent) {
        feePct = percent;
        return this;
    }

    Script makerFee(double percent) {
        makerFeePct = percent;
        return this;
    }

    Script slippage(double percent) {
        slippagePct = percent;
        return this;
    }

    Script leverage(double times) {
        leverage = times;
        return this;
    }

    Script sizing(Sizing how) {
        sizing = how;
        return this;
    }

    Script stops(
            @Nullable Double stopLoss,
            @Nullable Double takeProfit,
            @Nullable Double trailing,
            @Nullable Integer maxBars) {
        stops = new Stops(stopLoss, takeProfit, trailing, maxBars);
        return this;
    }

    Script lots(double step, double minQuantity, double minNotional) {
        respectLotSize = true;
        rules = new TradingRules(step, minQuantity, minNotional, rules.maintenanceMargin());
        return this;
    }

    Script maintenance(double fraction) {
        rules = new TradingRules(0, 0, 0, fraction);
        return this;
    }

    Script funding(FundingPayment... payments) {
        funding = List.of(payments);
        return this;
    }

    Script warmup(int bars) {
        warmupBars = bars;
        return this;
    }

    BacktestResult run() {
        return trace(null).result();
    }

    BacktestTrace trace() {
        return trace(null);
    }

    BacktestTrace trace(@Nullable MarkCandles marks) {
        CandleSeries series = series();
        Instant start = at(0);
        TimeRange range =
                new TimeRange(at(warmupBars), at(lines.size()), warmupBars == 0 ? null : start);
        return ReferenceEngine.trace(
                spec(), new BacktestInput(series, range, 10_000, rules, funding, marks));
    }

    /** The position open at the end; fails when there is none. */
    static OpenPosition open(BacktestResult result) {
        return Objects.requireNonNull(result.openPosition(), "no open position");
    }

    /** Open time of a line. */
    static Instant at(int line) {
        return RandomSeries.START.plusMillis(line * Timeframe.M1.millis());
    }

    StrategySpec spec() {
        boolean isShort = instrument.market().allowsShort();
        return new StrategySpec(
                instrument,
                Timeframe.M1,
                new TreeMap<>(),
                new SideRules(signal('L'), signal('l')),
                isShort ? new SideRules(signal('S'), signal('s')) : null,
                new TreeMap<>(),
                stops,
                sizing,
                new Execution(
                        fill,
                        feePct,
                        makerFeePct,
                        slippagePct,
                        intrabar,
                        leverage,
                        respectLotSize));
    }

    TradingRules rules() {
        return rules;
    }

    CandleSeries series() {
        CandleSeriesBuilder builder = new CandleSeriesBuilder(instrument);
        for (int i = 0; i < lines.size(); i++) {
            String[] words = lines.get(i).split(" ");
            if (words.length >= 4) {
                builder.add(
                        at(i).toEpochMilli(),
                        Double.parseDouble(words[0]),
                        Double.parseDouble(words[1]),
                        Double.parseDouble(words[2]),
                        Double.parseDouble(words[3]),
                        words.length == 4 ? 0 : mask(words[4]));
            }
        }
        return builder.build();
    }

    private static int mask(String signals) {
        int mask = 0;
        for (int i = 0; i < signals.length(); i++) {
            mask |= 1 << SIGNALS.indexOf(signals.charAt(i));
        }
        return mask;
    }

    /** Whether the volume, a set of signals as bits, has one of them. */
    private static Rule signal(char signal) {
        Operand volume = new Operand.Price(PriceSource.VOLUME);
        List<Rule> sets = new ArrayList<>();
        for (int set = 0; set < 1 << SIGNALS.length(); set++) {
            if ((set & 1 << SIGNALS.indexOf(signal)) != 0) {
                Operand literal = new Operand.Literal(set);
                sets.add(
                        new Rule.All(
                                List.of(
                                        new Rule.Compare(Rule.Comparison.GTE, volume, literal),
                                        new Rule.Compare(Rule.Comparison.LTE, volume, literal))));
            }
        }
        return new Rule.Any(sets);
    }
}
