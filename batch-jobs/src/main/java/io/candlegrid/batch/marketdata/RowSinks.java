package io.candlegrid.batch.marketdata;

import io.candlegrid.db.marketdata.ImportEntry;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.CandleStore;
import io.candlegrid.domain.marketdata.FundingStore;
import io.candlegrid.domain.marketdata.MarkStore;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import java.util.BitSet;

/** Where the rows of each kind go. Thread-safe. */
record RowSinks(CandleStore candles, FundingStore funding, MarkStore marks) {

    /**
     * Stores the good rows of a block; when it returns they are durable. A block that is written
     * again after a crash finds its rows there and counts the same.
     *
     * @return how many were there already, from another delivery
     */
    long write(ImportEntry entry, Block block) {
        return switch (entry.kind()) {
            case CANDLES -> writeCandles(entry, block.candles());
            case FUNDING ->
                    funding.save(
                            entry.instrument(),
                            block.funding(),
                            CandleSource.ARCHIVE,
                            entry.batch());
            case MARK -> marks.save(block.candles(), entry.batch());
        };
    }

    private long writeCandles(ImportEntry entry, RawCandles all) {
        CandleStore.Known known = candles.compare(all, entry.batch());
        BitSet there = (BitSet) known.same().clone();
        there.or(known.mine());
        candles.insertRaw(without(all, there), entry.batch());
        return known.same().cardinality();
    }

    private static RawCandles without(RawCandles all, BitSet there) {
        if (there.isEmpty()) {
            return all;
        }
        RawCandles fresh =
                new RawCandles(all.instrument(), all.source(), all.count() - there.cardinality());
        for (int i = there.nextClearBit(0); i < all.count(); i = there.nextClearBit(i + 1)) {
            fresh.addFrom(all, i);
        }
        return fresh;
    }
}
