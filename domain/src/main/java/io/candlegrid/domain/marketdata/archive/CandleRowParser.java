package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.Candle;
import org.jspecify.annotations.Nullable;

/** Turns one row into a candle or says why it is none. */
final class CandleRowParser extends RowParser {

    /** Why a row without trades is set aside; the minute is remembered. */
    static final String NO_TRADES = "nothing was traded in this minute: the row has no prices";

    private final double[] values = new double[Field.DOUBLES];
    private long trades;
    private int absentPrices;
    private @Nullable String absence;

    CandleRowParser(Layout layout, String symbol) {
        super(layout, symbol);
    }

    /** The doubles of the row parsed last by ordinal of RawCandles.Column; reused. */
    double[] values() {
        return values;
    }

    /** Trades of the row parsed last, −1 when not told. */
    long trades() {
        return trades;
    }

    /** Whether the row parsed last says that nothing was traded in its minute. */
    boolean saysNoTrades() {
        return absentPrices == Layout.PRICES.size() - 1
                && values[Field.VOLUME.ordinal()] == 0
                && trades <= 0;
    }

    /** Whether the row parsed last counts trades without a volume, which derived prices do. */
    boolean isUntraded() {
        return trades > 0 && values[Field.VOLUME.ordinal()] == 0;
    }

    @Override
    void begin() {
        values[Field.VOLUME.ordinal()] = 0;
        values[Field.QUOTE_VOLUME.ordinal()] = Double.NaN;
        values[Field.TAKER_BUY_VOLUME.ordinal()] = Double.NaN;
        values[Field.TAKER_BUY_QUOTE_VOLUME.ordinal()] = Double.NaN;
        trades = -1;
        absentPrices = 0;
        absence = null;
    }

    @Override
    @Nullable String value(byte[] bytes, int i) {
        return switch (layout[i]) {
            case OPEN_TIME -> time(bytes, i, false);
            case OPEN, HIGH, LOW, CLOSE -> isAbsent(bytes, i) ? absent(bytes, i) : exact(bytes, i);
            case VOLUME -> exact(bytes, i);
            case QUOTE_VOLUME, TAKER_BUY_VOLUME, TAKER_BUY_QUOTE_VOLUME -> rounded(bytes, i);
            case TRADES -> count(bytes, i);
            default -> null;
        };
    }

    /** Some venues write a minute without trades as a row with empty or zero prices. */
    private boolean isAbsent(byte[] bytes, int i) {
        return start(i) == end(i) || decimals.read(bytes, start(i), end(i)) == 0;
    }

    /** Whether that is wrong is known at the end of the row. */
    private @Nullable String absent(byte[] bytes, int i) {
        absentPrices++;
        absence = absence == null ? exact(bytes, i) : absence;
        return null;
    }

    private @Nullable String exact(byte[] bytes, int i) {
        double value = decimals.read(bytes, start(i), end(i));
        if (!Double.isFinite(value)) {
            return notANumber(bytes, i);
        }
        if (!decimals.isExact()) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' needs more than "
                    + DecimalReader.MAX_DIGITS
                    + " significant digits or decimals";
        }
        boolean price = layout[i] != Field.VOLUME;
        if (value < 0 || (price && value == 0)) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' is "
                    + (price ? "not positive" : "negative");
        }
        values[layout[i].ordinal()] = value + 0.0;
        return null;
    }

    private @Nullable String rounded(byte[] bytes, int i) {
        if (start(i) == end(i)) {
            return null;
        }
        double value = decimals.read(bytes, start(i), end(i));
        if (!Double.isFinite(value)) {
            return notANumber(bytes, i);
        }
        if (value < 0) {
            return layout[i].label() + " '" + text(bytes, i) + "' is negative";
        }
        values[layout[i].ordinal()] = value + 0.0;
        return null;
    }

    private @Nullable String count(byte[] bytes, int i) {
        if (start(i) == end(i)) {
            return null;
        }
        double value = decimals.read(bytes, start(i), end(i));
        if (!(value >= 0 && value <= 1e12 && value == Math.rint(value))) {
            return "number of trades '" + text(bytes, i) + "' is not a count";
        }
        trades = (long) value;
        return null;
    }

    @Override
    @Nullable String end() {
        if (absentPrices > 0) {
            return saysNoTrades() ? NO_TRADES : absence;
        }
        return Candle.implausible(
                values[Field.OPEN.ordinal()],
                values[Field.HIGH.ordinal()],
                values[Field.LOW.ordinal()],
                values[Field.CLOSE.ordinal()]);
    }
}
