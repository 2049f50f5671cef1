/**
 * Live candles from the exchanges into the stores: one Jet pipeline per market, which connects,
 * checks, stores and publishes, and beside it fills what is missing over REST. Entry classes {@link
 * IngestRuntime}, what a worker has, and {@link IngestJobs}, which keeps the pipelines running.
 */
@NullMarked
package io.candlegrid.grid.marketdata;

import org.jspecify.annotations.NullMarked;
