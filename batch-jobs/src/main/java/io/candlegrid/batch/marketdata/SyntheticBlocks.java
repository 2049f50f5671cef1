package io.candlegrid.batch.marketdata;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.RawCandles;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Block;
import io.candlegrid.domain.marketdata.archive.ArchiveReader.Summary;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The candles of a made-up market; their numbers count as lines. */
final class SyntheticBlocks implements BlockSource {

    private final SyntheticMarket market;
    private final RawCandles candles;
    private int position;
    private boolean ended;

    SyntheticBlocks(SyntheticMarket market) {
        this.market = market;
        this.candles = market.candles();
    }

    @Override
    public @Nullable Block next() {
        if (ended) {
            return null;
        }
        int to = Math.min(candles.count(), position + ROWS);
        RawCandles block =
                new RawCandles(market.instrument(), CandleSource.SYNTHETIC, to - position);
        for (int i = position; i < to; i++) {
            block.addFrom(candles, i);
        }
        position = to;
        ended = to == candles.count();
        return new Block(
                block,
                List.of(),
                List.of(),
                block.count(),
                to,
                List.of(),
                0,
                to,
                ended ? summary() : null);
    }

    private Summary summary() {
        return new Summary(
                candles.tsOpenMillis(0),
                candles.tsOpenMillis(candles.count() - 1),
                market.holes().size());
    }

    @Override
    public void skipTo(long line) {
        position = Math.toIntExact(line);
    }

    @Override
    public void close() {}
}
