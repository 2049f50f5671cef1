package io.candlegrid.domain.marketdata;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One 1m candle of one instrument with everything that is stored of it. Values are exact: each
 * price and the volume is a decimal of at most 15 significant digits.
 *
 * @param tsOpenMillis open time, epoch milliseconds, on the minute
 * @param open in quote units, positive, as are high, low and close
 * @param volume base volume
 * @param quoteVolume NaN where the source doesn't tell it
 * @param takerBuyVolume base volume bought by takers; NaN where the source doesn't tell it
 * @param takerBuyQuoteVolume NaN where the source doesn't tell it
 * @param trades number of trades, or {@link RawCandles#TRADES_UNKNOWN}
 */
public record Candle(
        InstrumentId instrument,
        long tsOpenMillis,
        double open,
        double high,
        double low,
        double close,
        double volume,
        double quoteVolume,
        double takerBuyVolume,
        double takerBuyQuoteVolume,
        long trades) {

    /** 2010-01-01, before the first exchange. */
    public static final long EARLIEST_MILLIS = 1_262_304_000_000L;

    /** 2100-01-01. */
    public static final long LATEST_MILLIS = 4_102_444_800_000L;

    /** Throws CandleDataException when a value can't be one of a candle, saying which and why. */
    public Candle {
        if (tsOpenMillis < EARLIEST_MILLIS || tsOpenMillis >= LATEST_MILLIS) {
            throw new CandleDataException(
                    "open time " + tsOpenMillis + " is not within 2010 to 2099 as epoch ms");
        }
        if (tsOpenMillis % Timeframe.M1.millis() != 0) {
            throw new CandleDataException("open time " + tsOpenMillis + " is not on the minute");
        }
        price("open", open);
        price("high", high);
        price("low", low);
        price("close", close);
        exact("volume", volume);
        String problem = implausible(open, high, low, close);
        if (problem != null) {
            throw new CandleDataException(problem);
        }
    }

    private static void price(String name, double value) {
        exact(name, value);
        if (value == 0) {
            throw new CandleDataException(name + " 0 is not positive");
        }
    }

    private static void exact(String name, double value) {
        if (Decimals.decimalsOf(value) < 0) {
            throw new CandleDataException(
                    name
                            + " "
                            + value
                            + (value < 0
                                    ? " is negative"
                                    : " needs more than "
                                            + Decimals.MAX_SIGNIFICANT_DIGITS
                                            + " significant digits or decimals"));
        }
    }

    /** What contradicts itself in four prices, or null when nothing does. */
    public static @Nullable String implausible(double open, double high, double low, double close) {
        if (high < low) {
            return "high " + plain(high) + " is below low " + plain(low);
        }
        if (high < open || high < close || low > open || low > close) {
            return "open "
                    + plain(open)
                    + " or close "
                    + plain(close)
                    + " is outside low "
                    + plain(low)
                    + " to high "
                    + plain(high);
        }
        return null;
    }

    private static String plain(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** Close time: when the minute is over, epoch milliseconds. */
    public long tsCloseMillis() {
        return tsOpenMillis + Timeframe.M1.millis();
    }

    /** Open time. */
    public Instant tsOpen() {
        return Instant.ofEpochMilli(tsOpenMillis);
    }
}
