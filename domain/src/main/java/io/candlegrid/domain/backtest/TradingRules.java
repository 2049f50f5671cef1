package io.candlegrid.domain.backtest;

import io.candlegrid.domain.marketdata.LotRules;
import io.candlegrid.domain.marketdata.Market;
import org.jspecify.annotations.Nullable;

/**
 * What the venue demands of orders and margins.
 *
 * @param quantityStep base units; 0 when quantities are fractional
 * @param minQuantity base units; 0 for none
 * @param minNotional quote units; 0 for none
 * @param maintenanceMargin fraction of the entry notional; 0 on spot
 */
public record TradingRules(
        double quantityStep, double minQuantity, double minNotional, double maintenanceMargin) {

    /** Fractional quantities without a minimum, and the market's maintenance margin. */
    public static TradingRules of(Market market) {
        return new TradingRules(0, 0, 0, market.maintenanceMarginPct() / 100);
    }

    /** The market's maintenance margin and an instrument's lots; null for fractions. */
    public static TradingRules of(Market market, @Nullable LotRules lots) {
        if (lots == null) {
            return of(market);
        }
        double step = lots.lotSize().doubleValue();
        return new TradingRules(
                step, step, lots.minNotional().doubleValue(), market.maintenanceMarginPct() / 100);
    }

    /**
     * The quantity rounded down to the step; 0 when it is then below a minimum.
     *
     * @param price fill price, for the minimal notional
     */
    public double orderable(double quantity, double price) {
        double rounded = quantityStep > 0 ? roundDown(quantity) : quantity;
        return rounded >= minQuantity && rounded * price >= minNotional ? rounded : 0;
    }

    private double roundDown(double quantity) {
        // A step such as 0.001 is not exact in binary, its inverse 1000 is.
        double inverse = Math.rint(1 / quantityStep);
        return inverse * quantityStep == 1
                ? Math.floor(quantity * inverse) / inverse
                : Math.floor(quantity / quantityStep) * quantityStep;
    }
}
