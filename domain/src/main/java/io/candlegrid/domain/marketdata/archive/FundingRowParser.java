package io.candlegrid.domain.marketdata.archive;

import org.jspecify.annotations.Nullable;

/** Turns one row into a funding rate or says why it is none. */
final class FundingRowParser extends RowParser {

    private double rate;

    FundingRowParser(Layout layout, String symbol) {
        super(layout, symbol);
    }

    /** The rate of the row parsed last, a fraction. */
    double rate() {
        return rate;
    }

    @Override
    @Nullable String value(byte[] bytes, int i) {
        // Venues stamp a payment a few milliseconds after its minute.
        return layout[i] == Field.FUNDING_TIME ? time(bytes, i, true) : rate(bytes, i);
    }

    private @Nullable String rate(byte[] bytes, int i) {
        double value = decimals.read(bytes, start(i), end(i));
        if (!Double.isFinite(value)) {
            return notANumber(bytes, i);
        }
        if (Math.abs(value) >= 1) {
            return layout[i].label()
                    + " '"
                    + text(bytes, i)
                    + "' is not a fraction between -1 and 1";
        }
        rate = value + 0.0;
        return null;
    }
}
