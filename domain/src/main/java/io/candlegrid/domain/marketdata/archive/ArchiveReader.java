package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.Candle;
import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.FundingRate;
import io.candlegrid.domain.marketdata.ImportReport.RejectedRow;
import io.candlegrid.domain.marketdata.RawCandles;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of a part block by block, in the order of the file. Not thread-safe. */
public final class ArchiveReader implements AutoCloseable {

    private final ArchivePart part;
    private final PackedContent content;
    private final Rows rows;
    private final RowParser parser;
    private final MinuteSet minutes = new MinuteSet();
    private boolean headerPending;
    private boolean ended;

    /** Opens a part at its beginning. */
    public ArchiveReader(ArchivePart part, ArchiveLimits limits) throws IOException {
        this.part = part;
        this.content = PackedContent.open(part.path(), part.entry(), limits);
        this.rows = new Rows(content, part.layout().json());
        this.parser = part.layout().parser(part.instrument().symbol());
        this.headerPending = part.layout().header();
    }

    /**
     * Good and rejected rows that stand together in a file.
     *
     * @param candles of trades or of the mark price; empty in a file of funding rates
     * @param funding empty in a file of candles
     * @param noTrades minutes of rows that say that nothing was traded, epoch milliseconds; they
     *     are among the rejected
     * @param rows number of rows, good and rejected
     * @param lastLine line of the last row, the place to go on after
     * @param rejected the first {@code MAX_REJECTED} rejected rows of the file that fall into this
     *     block
     * @param rejectedCount number of rejected rows in this block
     * @param packedRead packed bytes of the file read so far
     * @param summary of the whole file, with its last block only
     */
    public record Block(
            RawCandles candles,
            List<FundingRate> funding,
            List<Long> noTrades,
            long rows,
            long lastLine,
            List<RejectedRow> rejected,
            long rejectedCount,
            long packedRead,
            @Nullable Summary summary) {}

    /**
     * What is known at the end of a file.
     *
     * @param firstMillis earliest time, null without a good row
     * @param lastMillis latest time, null without a good row
     * @param gaps runs of absent minutes between them; of funding rates, distances of more than
     *     eight hours
     */
    public record Summary(@Nullable Long firstMillis, @Nullable Long lastMillis, long gaps) {}

    /**
     * The next block of up to {@code maxRows} rows; null after the one that has the summary. A file
     * always ends with such a block, be it empty.
     *
     * @param listRejected how many rejected rows to list, the rest is only counted
     */
    public @Nullable Block next(int maxRows, int listRejected) throws IOException {
        if (ended) {
            return null;
        }
        RawCandles candles = new RawCandles(part.instrument(), CandleSource.ARCHIVE, maxRows);
        List<FundingRate> funding = new ArrayList<>();
        List<Long> noTrades = new ArrayList<>();
        List<RejectedRow> rejected = new ArrayList<>();
        long rejectedCount = 0;
        long count = 0;
        while (count < maxRows) {
            if (!nextRow()) {
                ended = true;
                break;
            }
            count++;
            String problem = read();
            if (problem == null) {
                switch (parser) {
                    case CandleRowParser row ->
                            candles.add(row.timeMillis(), row.values(), row.trades());
                    case FundingRowParser row ->
                            funding.add(new FundingRate(row.timeMillis(), row.rate()));
                }
            } else {
                rejectedCount++;
                if (problem.equals(CandleRowParser.NO_TRADES)) {
                    noTrades.add(parser.timeMillis());
                }
                if (rejected.size() < listRejected) {
                    rejected.add(new RejectedRow(rows.number(), problem));
                }
            }
        }
        return new Block(
                candles,
                funding,
                noTrades,
                count,
                rows.number(),
                rejected,
                rejectedCount,
                content.packedRead(),
                ended ? minutes.summary(longestStep()) : null);
    }

    /**
     * Reads on until behind a line, so that the next block begins after it.
     *
     * @return number of rejected rows that were passed
     */
    public long skipTo(long line) throws IOException {
        long rejected = 0;
        while (rows.number() < line && nextRow()) {
            rejected += read() == null ? 0 : 1;
        }
        return rejected;
    }

    private boolean nextRow() throws IOException {
        while (rows.next()) {
            if (rows.isBlank()) {
                continue;
            }
            if (!headerPending) {
                return true;
            }
            headerPending = false;
        }
        return false;
    }

    /** Minutes from one row to the next where nothing is missing. */
    private int longestStep() {
        return part.kind() == DataKind.FUNDING ? 8 * 60 : 1;
    }

    private @Nullable String read() {
        if (rows.tooLong()) {
            return "the row is longer than " + Rows.MAX_LENGTH + " bytes";
        }
        String problem = parser.parse(rows.buffer(), rows.start(), rows.end());
        if (problem == null && !minutes.add(parser.timeMillis())) {
            return "a second row for " + Instant.ofEpochMilli(parser.timeMillis());
        }
        return problem;
    }

    @Override
    public void close() throws IOException {
        content.close();
    }

    /** The minutes a file has had. */
    private static final class MinuteSet {
        private static final long MINUTE = 60_000;
        private final BitSet bits = new BitSet();

        boolean add(long timeMillis) {
            int minute = (int) ((timeMillis - Candle.EARLIEST_MILLIS) / MINUTE);
            if (bits.get(minute)) {
                return false;
            }
            bits.set(minute);
            return true;
        }

        Summary summary(int longestStep) {
            int first = bits.nextSetBit(0);
            if (first < 0) {
                return new Summary(null, null, 0);
            }
            long gaps = 0;
            int last = first;
            for (int next = bits.nextSetBit(first + 1); next >= 0; ) {
                gaps += next - last > longestStep ? 1 : 0;
                last = next;
                next = bits.nextSetBit(next + 1);
            }
            return new Summary(millis(first), millis(last), gaps);
        }

        private static long millis(int minute) {
            return Candle.EARLIEST_MILLIS + minute * MINUTE;
        }
    }
}
