package io.candlegrid.domain.indicator;

import io.candlegrid.domain.marketdata.PriceSource;

/**
 * A sum that an indicator takes of scaled integers: each must be below 2^53, and {@code count}
 * times the largest below 2^63.
 *
 * @param source what is summed; where a difference of prices is, the one that bounds it
 * @param count how many are added up; 1 when they are only read
 */
public record ExactSum(PriceSource source, long count) {}
