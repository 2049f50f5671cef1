package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.DataKind;
import io.candlegrid.domain.marketdata.ImportReport;
import io.candlegrid.domain.marketdata.ImportReport.FileReport;
import io.candlegrid.domain.marketdata.ImportReport.RejectedRow;
import io.candlegrid.domain.marketdata.IngestBatch;
import io.candlegrid.domain.marketdata.InstrumentId;
import io.candlegrid.domain.marketdata.SyntheticMarket;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What was imported, and how far imports are: tables {@code imports}, {@code import_files} and
 * {@code import_rejected_rows}. Writes are part of the caller's transaction. Thread-safe.
 */
public final class PostgresImportLog {

    private static final String ADD_FILE =
            """
            insert into import_files
                (import_id, file_no, name, path, entry, packed_bytes, kind, synthetic_seed,
                 synthetic_from, synthetic_bars, market_id, symbol, ingested_at, batch_seq)
            values (:import, :number, :name, :path, :entry, :bytes, :kind, :seed, :from, :bars, :market,
                    :symbol, :ingestedAt, :batch)
            """;

    private static final String ADD_BLOCK =
            """
            update import_files
            set row_count = row_count + :rows, imported = imported + :imported,
                already_there = already_there + :alreadyThere, rejected = rejected + :rejected
            where import_id = :import and file_no = :number
            """;

    private static final String FINISH_FILE =
            """
            update import_files
            set first_open = :first, last_open = :last, gaps = :gaps, done = true
            where import_id = :import and file_no = :number
            """;

    private static final String ADD_REJECTED =
            """
            insert into import_rejected_rows (import_id, file_no, line, reason)
            values (:import, :number, :line, :reason)
            """;

    private final JdbcClient jdbc;

    public PostgresImportLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes an import that begins. */
    public void begin(UUID importId, List<ImportEntry> entries) {
        jdbc.sql("insert into imports (id, state) values (:id, 'RUNNING')")
                .param("id", importId)
                .update();
        entries.forEach(entry -> add(importId, entry));
    }

    private void add(UUID importId, ImportEntry entry) {
        SyntheticMarket synthetic = entry.synthetic();
        Path path = entry.path();
        jdbc.sql(ADD_FILE)
                .param("import", importId)
                .param("number", entry.number())
                .param("name", entry.name())
                .param("path", path == null ? null : path.toAbsolutePath().toString())
                .param("entry", entry.entry())
                .param("bytes", entry.packedBytes())
                .param("kind", entry.kind().label())
                .param("seed", synthetic == null ? null : synthetic.seed())
                .param("from", synthetic == null ? null : utc(synthetic.fromMillis()))
                .param("bars", synthetic == null ? null : synthetic.bars())
                .param("market", entry.instrument().marketId())
                .param("symbol", entry.instrument().symbol())
                .param("ingestedAt", entry.batch().ingestedAt().atOffset(ZoneOffset.UTC))
                .param("batch", entry.batch().sequence())
                .update();
    }

    /** The sources of an import in order; empty when there is no such import. */
    public List<ImportEntry> entries(UUID importId) {
        return jdbc.sql("select * from import_files where import_id = :import order by file_no")
                .param("import", importId)
                .query(PostgresImportLog::entry)
                .list();
    }

    /** Counts rows that are in. */
    public void addBlock(
            UUID importId, int number, long imported, long alreadyThere, long rejected) {
        jdbc.sql(ADD_BLOCK)
                .param("import", importId)
                .param("number", number)
                .param("rows", imported + alreadyThere + rejected)
                .param("imported", imported)
                .param("alreadyThere", alreadyThere)
                .param("rejected", rejected)
                .update();
    }

    /** Sets bad rows aside. */
    public void addRejected(UUID importId, int number, List<RejectedRow> rows) {
        for (RejectedRow row : rows) {
            jdbc.sql(ADD_REJECTED)
                    .param("import", importId)
                    .param("number", number)
                    .param("line", row.line())
                    .param("reason", row.reason().replace('\0', '?'))
                    .update();
        }
    }

    /** Notes that all rows of a source are in. */
    public void finishFile(
            UUID importId,
            int number,
            @Nullable Long firstMillis,
            @Nullable Long lastMillis,
            long gaps) {
        jdbc.sql(FINISH_FILE)
                .param("import", importId)
                .param("number", number)
                .param("first", firstMillis == null ? null : utc(firstMillis))
                .param("last", lastMillis == null ? null : utc(lastMillis))
                .param("gaps", gaps)
                .update();
    }

    /** Notes that everything of an import is in. */
    public void complete(UUID importId) {
        end(importId, "COMPLETED");
    }

    /** Notes that an import can't go on; what is in stays. */
    public void fail(UUID importId) {
        end(importId, "FAILED");
    }

    private void end(UUID importId, String state) {
        jdbc.sql("update imports set state = :state where id = :id")
                .param("state", state)
                .param("id", importId)
                .update();
    }

    /** Imports that began and did not end, oldest first. */
    public List<UUID> unfinished() {
        return jdbc.sql("select id from imports where state = 'RUNNING' order by created_at, id")
                .query((row, n) -> row.getObject("id", UUID.class))
                .list();
    }

    /** What became of an import so far. */
    public ImportReport report(UUID importId) {
        return new ImportReport(
                jdbc.sql("select * from import_files where import_id = :import order by file_no")
                        .param("import", importId)
                        .query((row, n) -> fileReport(importId, row))
                        .list());
    }

    private FileReport fileReport(UUID importId, ResultSet row) throws SQLException {
        return new FileReport(
                row.getString("name"),
                kind(row),
                instrument(row),
                row.getLong("row_count"),
                row.getLong("imported"),
                row.getLong("already_there"),
                rejected(importId, row.getInt("file_no")),
                row.getLong("rejected"),
                millis(row, "first_open"),
                millis(row, "last_open"),
                row.getLong("gaps"));
    }

    private List<RejectedRow> rejected(UUID importId, int number) {
        return jdbc.sql(
                        """
                        select line, reason from import_rejected_rows
                        where import_id = :import and file_no = :number order by line
                        """)
                .param("import", importId)
                .param("number", number)
                .query((row, n) -> new RejectedRow(row.getLong("line"), row.getString("reason")))
                .list();
    }

    private static ImportEntry entry(ResultSet row, int n) throws SQLException {
        String path = row.getString("path");
        InstrumentId instrument = instrument(row);
        return new ImportEntry(
                row.getInt("file_no"),
                row.getString("name"),
                path == null ? null : Path.of(path),
                row.getString("entry"),
                row.getLong("packed_bytes"),
                kind(row),
                path == null ? synthetic(row, instrument) : null,
                instrument,
                new IngestBatch(
                        row.getTimestamp("ingested_at").toInstant(), row.getLong("batch_seq")),
                row.getBoolean("done"));
    }

    private static SyntheticMarket synthetic(ResultSet row, InstrumentId instrument)
            throws SQLException {
        return new SyntheticMarket(
                instrument,
                row.getLong("synthetic_seed"),
                row.getTimestamp("synthetic_from").getTime(),
                row.getInt("synthetic_bars"));
    }

    private static DataKind kind(ResultSet row) throws SQLException {
        return DataKind.byLabel(row.getString("kind")).orElseThrow();
    }

    private static InstrumentId instrument(ResultSet row) throws SQLException {
        return new InstrumentId(row.getInt("market_id"), row.getString("symbol"));
    }

    private static @Nullable Long millis(ResultSet row, String column) throws SQLException {
        Timestamp value = row.getTimestamp(column);
        return value == null ? null : value.getTime();
    }

    private static OffsetDateTime utc(long millis) {
        return PostgresHoleStore.utc(millis);
    }
}
