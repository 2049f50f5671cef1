package io.candlegrid.domain.marketdata;

import java.time.Instant;

/**
 * The stamp of candles that are written together. Of two stored versions of a candle the one with
 * the greater (ingestedAt, sequence) counts; the same stamp twice is the same delivery repeated.
 *
 * @param ingestedAt when the delivery began, to the millisecond
 * @param sequence unique number of the delivery over all writers
 */
public record IngestBatch(Instant ingestedAt, long sequence) {}
