package io.candlegrid.domain.marketdata;

import java.util.regex.Pattern;

/**
 * The identity of an instrument.
 *
 * @param marketId id of a {@link Market}
 * @param symbol the exchange's symbol, upper case, 1 to 40 characters
 */
public record InstrumentId(int marketId, String symbol) {

    private static final Pattern SYMBOL = Pattern.compile("[A-Z0-9][A-Z0-9_.-]{0,39}");

    public InstrumentId {
        if (Market.byId(marketId).isEmpty()) {
            throw new IllegalArgumentException("marketId=" + marketId + " is not one of 1 to 4");
        }
        if (!isSymbol(symbol)) {
            throw new IllegalArgumentException("symbol=" + symbol + " does not match " + SYMBOL);
        }
    }

    /** Whether a text has the form of a symbol. */
    public static boolean isSymbol(String text) {
        return SYMBOL.matcher(text).matches();
    }

    /** The market this instrument trades on. */
    public Market market() {
        return Market.byId(marketId).orElseThrow();
    }

    /** {@code exchange:market_type:symbol}, for logs and stream names only. */
    public String key() {
        return market().instrumentKey(symbol);
    }
}
