package io.candlegrid.domain.marketdata;

/**
 * From when to when something is stored, and how much of it.
 *
 * @param firstMillis time of the first, epoch milliseconds
 * @param lastMillis time of the last, epoch milliseconds
 */
public record StoredSpan(long firstMillis, long lastMillis, long count) {}
