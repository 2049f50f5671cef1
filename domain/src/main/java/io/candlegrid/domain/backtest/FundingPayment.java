package io.candlegrid.domain.backtest;

/**
 * A funding rate with the price it applies to; a position pays {@code side · quantity · rate ·
 * price}.
 *
 * @param timeMillis floored to the minute, epoch milliseconds
 * @param rate fraction; positive: longs pay
 * @param price mark price, or the open of the first stored minute at or after the time
 */
public record FundingPayment(long timeMillis, double rate, double price) {}
