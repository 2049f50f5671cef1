package io.candlegrid.domain.backtest;

/** A position while it is held. Not thread-safe. */
final class Position {

    final PositionSide side;
    final int sign;
    final int entryBar;
    final long entryTsOpenMillis;

    /** The raw entry price, which stops hang on. */
    final double anchor;

    /** The entry's fill price, after slippage. */
    final double entryPrice;

    final double quantity;
    final double entryFee;
    final boolean reversal;

    /** The best price so far as trailing stops see it: the anchor, then extremes of tested bars. */
    private double extreme;

    private double highest;
    private double lowest;
    private double funding;

    Position(
            PositionSide side,
            int entryBar,
            long entryTsOpenMillis,
            double anchor,
            double entryPrice,
            double quantity,
            double entryFee,
            boolean reversal) {
        this.side = side;
        this.sign = side.sign();
        this.entryBar = entryBar;
        this.entryTsOpenMillis = entryTsOpenMillis;
        this.anchor = anchor;
        this.entryPrice = entryPrice;
        this.quantity = quantity;
        this.entryFee = entryFee;
        this.reversal = reversal;
        extreme = anchor;
        highest = entryPrice;
        lowest = entryPrice;
    }

    void payFunding(double payment) {
        funding += payment;
    }

    /** Takes in a bar that was tested and survived. */
    void survive(double high, double low) {
        extreme = sign > 0 ? Math.max(extreme, high) : Math.min(extreme, low);
        see(high);
        see(low);
    }

    /** Takes in a price for the excursions only. */
    void see(double price) {
        highest = Math.max(highest, price);
        lowest = Math.min(lowest, price);
    }

    double extreme() {
        return extreme;
    }

    double funding() {
        return funding;
    }

    /** Worst price so far against the entry price, a fraction ≤ 0. */
    double mae() {
        return sign > 0 ? (lowest - entryPrice) / entryPrice : (entryPrice - highest) / entryPrice;
    }

    /** Best price so far against the entry price, a fraction ≥ 0. */
    double mfe() {
        return sign > 0 ? (highest - entryPrice) / entryPrice : (entryPrice - lowest) / entryPrice;
    }
}
