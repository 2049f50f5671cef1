package io.candlegrid.domain.marketdata.archive;

import io.candlegrid.domain.marketdata.CandleSource;
import io.candlegrid.domain.marketdata.ImportReport.RejectedRow;
import io.candlegrid.domain.marketdata.RawCandles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the candles of a part block by block, in the order of the file. Not thread-safe. */
public final class CandleFileReader implements AutoCloseable {

    private final ArchivePart part;
    private final PackedContent content;
    private final Rows rows;
    private final CandleRowParser parser;
    private final MinuteSet minutes = new MinuteSet();
    private boolean headerPending;
    private boolean ended;

    /** Opens a part at its beginning. */
    public CandleFileReader(ArchivePart part, ArchiveLimits limits) throws IOException {
        this.part = part;
        this.content = PackedContent.open(part.path(), part.entry(), limits);
        this.rows = new Rows(content, part.layout().json());
        this.parser = new CandleRowParser(part.layout());
        this.headerPending = part.layout().header();
    }

    /**
     * Candles and rejected rows that stand together in a file.
     *
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
            long rows,
            long lastLine,
            List<RejectedRow> rejected,
            long rejectedCount,
            long packedRead,
            @Nullable Summary summary) {}

    /**
     * What is known at the end of a file.
     *
     * @param firstMillis earliest open time, null without a good row
     * @param lastMillis latest open time, null without a good row
     * @param gaps runs of absent minutes between them
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
                candles.add(parser.tsOpenMillis(), parser.values(), parser.trades());
            } else {
                rejectedCount++;
                if (rejected.size() < listRejected) {
                    rejected.add(new RejectedRow(rows.number(), problem));
                }
            }
        }
        return new Block(
                candles,
                count,
                rows.number(),
                rejected,
                rejectedCount,
                content.packedRead(),
                ended ? minutes.summary() : null);
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

    private @Nullable String read() {
        if (rows.tooLong()) {
            return "the row is longer than " + Rows.MAX_LENGTH + " bytes";
        }
        String problem = parser.parse(rows.buffer(), rows.start(), rows.end());
        if (problem == null && !minutes.add(parser.tsOpenMillis())) {
            return CandleRowParser.duplicate(parser.tsOpenMillis());
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

        boolean add(long tsOpenMillis) {
            int minute = (int) ((tsOpenMillis - CandleRowParser.EARLIEST_MILLIS) / MINUTE);
            if (bits.get(minute)) {
                return false;
            }
            bits.set(minute);
            return true;
        }

        Summary summary() {
            int first = bits.nextSetBit(0);
            if (first < 0) {
                return new Summary(null, null, 0);
            }
            int last = bits.length() - 1;
            long gaps = 0;
            for (int clear = bits.nextClearBit(first); clear < last; ) {
                gaps++;
                clear = bits.nextClearBit(bits.nextSetBit(clear));
            }
            return new Summary(millis(first), millis(last), gaps);
        }

        private static long millis(int minute) {
            return CandleRowParser.EARLIEST_MILLIS + minute * MINUTE;
        }
    }
}
