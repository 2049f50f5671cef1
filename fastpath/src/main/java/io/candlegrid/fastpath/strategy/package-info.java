/**
 * Rules as bit operations: a {@link io.candlegrid.fastpath.strategy.RulePlan} compares pairs of
 * operands once and combines the resulting words, 64 bars at a time.
 */
@NullMarked
package io.candlegrid.fastpath.strategy;

import org.jspecify.annotations.NullMarked;
