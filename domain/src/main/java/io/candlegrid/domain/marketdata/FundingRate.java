package io.candlegrid.domain.marketdata;

/**
 * A funding rate as the venue announced it.
 *
 * @param timeMillis when it was due, epoch milliseconds
 * @param rate fraction of the position's notional; positive: longs pay shorts
 */
public record FundingRate(long timeMillis, double rate) {}
