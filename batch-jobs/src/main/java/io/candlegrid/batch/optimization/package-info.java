/**
 * The job {@code optimization}: prepare, search, merge, verify, publish; entry class {@code
 * OptimizationJobs}.
 */
@NullMarked
package io.candlegrid.batch.optimization;

import org.jspecify.annotations.NullMarked;
