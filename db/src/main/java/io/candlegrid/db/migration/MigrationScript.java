package io.candlegrid.db.migration;

import io.candlegrid.domain.document.ContentHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * A versioned file of ClickHouse statements, {@code V001__candles.sql}. Every statement can be
 * repeated ({@code if not exists}), because ClickHouse has no transactions for them.
 */
record MigrationScript(int version, String name, String sql) {

    private static final Pattern NAME = Pattern.compile("V(\\d+)__(\\w+)\\.sql");
    private static final Pattern STATEMENT_END = Pattern.compile(";[ \\t]*(?:\\R|$)");
    private static final Pattern COMMENT = Pattern.compile("(?m)^[ \\t]*--.*$");

    /** The scripts of {@code db/clickhouse} by version. */
    static List<MigrationScript> onClassPath() {
        try {
            Resource[] found =
                    new PathMatchingResourcePatternResolver()
                            .getResources("classpath*:db/clickhouse/V*__*.sql");
            return Arrays.stream(found)
                    .map(MigrationScript::read)
                    .sorted(Comparator.comparingInt(MigrationScript::version))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("the migrations of ClickHouse can't be listed", e);
        }
    }

    /** A script by its file name. */
    static MigrationScript of(String fileName, String sql) {
        Matcher matcher = NAME.matcher(fileName);
        if (!matcher.matches()) {
            throw new IllegalStateException(
                    "migration " + fileName + " is not named like V001__what_it_does.sql");
        }
        return new MigrationScript(
                Integer.parseInt(matcher.group(1)), matcher.group(2), sql.replace("\r\n", "\n"));
    }

    private static MigrationScript read(Resource resource) {
        try {
            return of(
                    String.valueOf(resource.getFilename()),
                    resource.getContentAsString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " can't be read", e);
        }
    }

    /** SHA-256 of the text. */
    String checksum() {
        return ContentHash.of(sql).hex();
    }

    /** The statements in order, each without its semicolon and comment lines. */
    List<String> statements() {
        return STATEMENT_END
                .splitAsStream(COMMENT.matcher(sql).replaceAll(""))
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }
}
