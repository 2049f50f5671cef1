/**
 * Holds the fast engine to the reference engine over random strategies and markets; {@link
 * io.candlegrid.fastpath.differential.Differential} runs pairs of runs and counts what they met.
 */
@NullMarked
package io.candlegrid.fastpath.differential;

import org.jspecify.annotations.NullMarked;
