package io.candlegrid.domain.marketdata;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What became of the files of an import, document {@code import-report/v1}. */
public record ImportReport(List<FileReport> files) {

    public static final String SCHEMA = "import-report/v1";

    public ImportReport {
        files = List.copyOf(files);
    }

    /**
     * What became of one file: rows = imported + alreadyThere + rejectedCount.
     *
     * @param kind what its rows are
     * @param rejected the rows set aside, at most {@link #MAX_REJECTED}, by line
     * @param rejectedCount number of rows set aside, also those not listed
     * @param firstMillis time of the earliest good row; null when there is none
     * @param lastMillis time of the latest good row; null when there is none
     * @param gaps runs of minutes between first and last that the file doesn't have; in a file of
     *     funding rates the distances of more than eight hours
     */
    public record FileReport(
            String file,
            DataKind kind,
            InstrumentId instrument,
            long rows,
            long imported,
            long alreadyThere,
            List<RejectedRow> rejected,
            long rejectedCount,
            @Nullable Long firstMillis,
            @Nullable Long lastMillis,
            long gaps) {

        /** Most rejected rows listed of one file. */
        public static final int MAX_REJECTED = 1_000;

        public FileReport {
            rejected = List.copyOf(rejected);
        }
    }

    /**
     * A row that was set aside.
     *
     * @param line line in the file, the first is 1; in a JSON file the number of the candle
     * @param reason a sentence with the offending value
     */
    public record RejectedRow(long line, String reason) {}

    /** The document as users read it. */
    public ObjectNode toJson() {
        ObjectNode report = JsonNodeFactory.instance.objectNode();
        report.put("schema", SCHEMA);
        ArrayNode list = report.putArray("files");
        files.forEach(file -> write(file, list.addObject()));
        return report;
    }

    private static void write(FileReport file, ObjectNode node) {
        node.put("file", file.file());
        node.put("kind", file.kind().label());
        node.put("market_id", file.instrument().marketId());
        node.put("symbol", file.instrument().symbol());
        node.put("rows", file.rows());
        node.put("imported", file.imported());
        node.put("already_there", file.alreadyThere());
        ArrayNode rejected = node.putArray("rejected");
        for (RejectedRow row : file.rejected()) {
            rejected.addObject().put("line", row.line()).put("reason", row.reason());
        }
        node.put("first", instant(file.firstMillis()));
        node.put("last", instant(file.lastMillis()));
        node.put("gaps", file.gaps());
    }

    private static @Nullable String instant(@Nullable Long millis) {
        return millis == null ? null : Instant.ofEpochMilli(millis).toString();
    }
}
