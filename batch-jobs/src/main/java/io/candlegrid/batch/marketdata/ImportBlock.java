package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;

/** Rows of one source that are written together, the item of the import step. */
record ImportBlock(ImportEntry entry, Block block) {}
