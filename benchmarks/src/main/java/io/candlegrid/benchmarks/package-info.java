/**
 * Benchmarks that check results before they time them; {@link io.candlegrid.benchmarks.BenchMain}.
 */
@NullMarked
package io.candlegrid.benchmarks;

import org.jspecify.annotations.NullMarked;
