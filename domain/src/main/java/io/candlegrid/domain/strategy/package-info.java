/** Immutable strategies: what to trade, when and how much; entry class {@code StrategySpec}. */
@NullMarked
package io.candlegrid.domain.strategy;

import org.jspecify.annotations.NullMarked;
