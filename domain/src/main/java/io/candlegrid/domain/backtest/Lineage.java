package io.candlegrid.domain.backtest;

import io.candlegrid.domain.document.ContentHash;

/**
 * What a result was computed from; the same lineage gives the same numbers.
 *
 * @param specHash hash of the canonical document
 * @param dataSnapshot hash of the candles
 * @param engineVersion {@link EngineVersion#CURRENT} at the time
 */
public record Lineage(ContentHash specHash, ContentHash dataSnapshot, String engineVersion) {}
