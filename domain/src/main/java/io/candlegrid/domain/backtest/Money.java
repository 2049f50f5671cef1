package io.candlegrid.domain.backtest;

/**
 * The arithmetic of fills, fees, sizes and equity: the double expressions, in the order of
 * operations, that both engines evaluate. {@code sign} is +1 for long and −1 for short, rates are
 * fractions, prices and amounts in quote units, quantities in base units. Pure functions.
 */
public final class Money {

    /** Relative size of what rounding leaves of an equity that was lost entirely. */
    private static final double RESIDUE = 1e-12;

    private Money() {}

    /** Fill price of a market order that opens: buys pay more, sells get less. */
    public static double entryFill(int sign, double price, double slippage) {
        return price * (1 + sign * slippage);
    }

    /** Fill price of a market or stop order that closes. */
    public static double exitFill(int sign, double price, double slippage) {
        return price * (1 - sign * slippage);
    }

    /** The largest notional whose margin and fee the equity pays: E·L / (1 + L·f). */
    public static double maxNotional(double equity, double leverage, double fee) {
        return equity * leverage / (1 + leverage * fee);
    }

    /** Quantity of {@code percent_equity}. */
    public static double percentEquityQuantity(
            double percent, double maxNotional, double entryFill) {
        return percent / 100 * maxNotional / entryFill;
    }

    /** Quantity of {@code fixed_quote}. */
    public static double fixedQuoteQuantity(double amount, double maxNotional, double entryFill) {
        return Math.min(amount, maxNotional) / entryFill;
    }

    /**
     * Quantity of {@code risk_percent}: what loses this share of the equity at the stop, fees
     * included, capped at the largest notional.
     *
     * @param stopFill fill price at the nearest of stop-loss and trailing; NaN without either, for
     *     which the quantity is 0
     */
    public static double riskPercentQuantity(
            double percent,
            double equity,
            double maxNotional,
            double entryFill,
            double stopFill,
            double fee) {
        if (Double.isNaN(stopFill)) {
            return 0;
        }
        double lossPerUnit = Math.abs(entryFill - stopFill) + fee * (entryFill + stopFill);
        return Math.min(percent / 100 * equity / lossPerUnit, maxNotional / entryFill);
    }

    /** Whether a quantity can be ordered; if not the entry is skipped. */
    public static boolean isOrderable(double equity, double quantity) {
        return equity > 0 && quantity > 0 && quantity < Double.POSITIVE_INFINITY;
    }

    /** Price difference won, before fees and funding. */
    public static double grossPnl(int sign, double quantity, double entryFill, double exitFill) {
        return sign * quantity * (exitFill - entryFill);
    }

    /** Cash after a position is closed. */
    public static double cashAfterExit(double cash, double grossPnl, double exitFee) {
        return cash + grossPnl - exitFee;
    }

    /**
     * Cash after a liquidation, which costs the margin and no fee. What rounding leaves of an
     * equity that was all margin is zero, so that nothing trades on with it.
     */
    public static double cashAfterLiquidation(double cash, double grossPnl) {
        double rest = cash + grossPnl;
        return Math.abs(rest) <= RESIDUE * Math.abs(grossPnl) ? 0 : rest;
    }

    /** What a closed trade brought, net of fees and funding. */
    public static double pnl(double grossPnl, double entryFee, double exitFee, double funding) {
        return grossPnl - entryFee - exitFee - funding;
    }

    /** Equity while a position is held, marked at a price. */
    public static double equity(
            double cash, int sign, double quantity, double entryFill, double price) {
        return cash + sign * quantity * (price - entryFill);
    }

    /** Funding a position pays; negative when it receives. */
    public static double funding(int sign, double quantity, double rate, double price) {
        return sign * quantity * rate * price;
    }

    /** What slippage cost on a fill. */
    public static double slippageCost(double quantity, double price, double fill) {
        return quantity * Math.abs(fill - price);
    }
}
