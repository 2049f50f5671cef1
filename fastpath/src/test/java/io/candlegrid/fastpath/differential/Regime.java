package io.candlegrid.fastpath.differential;

/**
 * How the prices of a random market move.
 *
 * @see RandomMarket
 */
enum Regime {
    RANDOM_WALK,
    TRENDING,
    MEAN_REVERTING,
    /** Opens away from the close before, so that levels are jumped over. */
    GAPPING,
    /** Few ticks and still stretches: prices repeat and levels are touched exactly. */
    FLAT,
    /** Far below one quote unit, with many decimals. */
    TINY_PRICES,
    /** Up to 15 significant digits. */
    LARGE_PRICES,
    /** Moves of several percent a minute, which liquidate. */
    VIOLENT
}
