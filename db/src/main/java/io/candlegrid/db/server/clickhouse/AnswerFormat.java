package io.candlegrid.db.server.clickhouse;

import java.util.Set;

/**
 * Whether an answer in a format can be sent chunk by chunk. The engine formats every chunk as a
 * document of its own, so only formats whose documents concatenate qualify, or differ only by a
 * header in front that can be cut off.
 *
 * @param name the format
 */
record AnswerFormat(String name) {
    static final AnswerFormat DEFAULT = new AnswerFormat("TabSeparated");

    private static final Set<String> CONCATENABLE =
            Set.of(
                    "RowBinary",
                    "Native",
                    "TabSeparated",
                    "TSV",
                    "TabSeparatedRaw",
                    "TSVRaw",
                    "Raw",
                    "CSV",
                    "TSKV",
                    "LineAsString",
                    "JSONEachRow",
                    "JSONLines",
                    "NDJSON",
                    "JSONStringsEachRow",
                    "JSONCompactEachRow",
                    "JSONCompactStringsEachRow");

    boolean isStreamable() {
        return CONCATENABLE.contains(name) || headerLists() > 0;
    }

    /** How many lists of strings, one string per column, stand before the rows of each chunk. */
    int headerLists() {
        return switch (name) {
            case "RowBinaryWithNames" -> 1;
            case "RowBinaryWithNamesAndTypes" -> 2;
            default -> 0;
        };
    }

    String contentType() {
        if (name.startsWith("JSON") || name.equals("NDJSON")) {
            return name.endsWith("EachRow") || name.equals("NDJSON")
                    ? "application/x-ndjson; charset=UTF-8"
                    : "application/json; charset=UTF-8";
        }
        return switch (name) {
            case "TabSeparated", "TSV", "TabSeparatedRaw", "TSVRaw", "Raw" ->
                    "text/tab-separated-values; charset=UTF-8";
            case "CSV", "CSVWithNames", "CSVWithNamesAndTypes" ->
                    "text/csv; charset=UTF-8; header="
                            + (name.equals("CSV") ? "absent" : "present");
            case "RowBinary", "RowBinaryWithNames", "RowBinaryWithNamesAndTypes", "Native" ->
                    "application/octet-stream";
            default -> "text/plain; charset=UTF-8";
        };
    }
}
