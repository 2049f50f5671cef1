package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * One source of an import: a file, or a file within a zip, or a made-up market.
 *
 * @param number place in the import, from 0
 * @param name what reports call it
 * @param path the file; null for a made-up market
 * @param entry the file within a zip; null for other files
 * @param packedBytes size as it lies there
 * @param kind what its rows are
 * @param synthetic the made-up market; null for a file
 * @param batch stamp of all its rows
 * @param done whether all of its rows are in
 */
public record ImportEntry(
        int number,
        String name,
        @Nullable Path path,
        @Nullable String entry,
        long packedBytes,
        DataKind kind,
        @Nullable SyntheticMarket synthetic,
        InstrumentId instrument,
        IngestBatch batch,
        boolean done) {}
