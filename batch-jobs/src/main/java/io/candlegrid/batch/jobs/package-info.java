/**
 * How Spring Batch jobs run on the grid and survive crashes: leases, claims, dispatch; entry class
 * {@code JobRunner}.
 */
@NullMarked
package io.candlegrid.batch.jobs;

import org.jspecify.annotations.NullMarked;
