package io.candlegrid.db.server.clickhouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatementParserTest {
    private static Statement parse(String sql) throws EngineException {
        byte[] bytes = sql.getBytes(StandardCharsets.UTF_8);
        return StatementParser.parse(bytes, bytes.length, true).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "INSERT INTO t VALUES (1, 'FORMAT')|INSERT INTO t |Values| (1, 'FORMAT')",
                "insert into t(a, `values`) values(1)|insert into t(a, `values`) |Values|(1)",
                "INSERT INTO values VALUES (1)|INSERT INTO values |Values| (1)",
                "INSERT INTO db.values FORMAT CSV 1,2|INSERT INTO db.values |CSV|1,2",
                "INSERT INTO TABLE FUNCTION f('x', 'FORMAT') (a) FORMAT CSV 1|INSERT INTO TABLE FUNCTION f('x', 'FORMAT') (a) |CSV|1",
                "INSERT INTO t SETTINGS a=1 FORMAT CSV 1|INSERT INTO t SETTINGS a=1 |CSV|1",
                "-- a comment; FORMAT X~  INSERT INTO t FORMAT CSV 1|-- a comment; FORMAT X~  INSERT INTO t |CSV|1",
                "/* INSERT */INSERT/**/INTO t/* FORMAT X */FORMAT CSV 1|/* INSERT */INSERT/**/INTO t/* FORMAT X */|CSV|1",
            })
    void anInsertIsCutWhereItsRowsBegin(String sql, String head, String format, String data)
            throws EngineException {
        String text = sql.replace("~", "\n");
        assertThat(parse(text))
                .isInstanceOfSatisfying(
                        Statement.InsertData.class,
                        insert -> {
                            assertThat(insert.format()).isEqualTo(format);
                            assertThat(text.substring(0, insert.head()).strip())
                                    .isEqualTo(head.replace("~", "\n"));
                            assertThat(text.substring(insert.dataStart()).strip())
                                    .isEqualTo(data.strip());
                        });
    }

    @Test
    void theRowsBeginBehindTheFirstNewlineAndKeepTheirOwn() throws EngineException {
        String sql = "INSERT INTO t FORMAT RowBinary \t\r\n\n\nrest";
        assertThat(parse(sql))
                .isInstanceOfSatisfying(
                        Statement.InsertData.class,
                        insert ->
                                assertThat(sql.substring(insert.dataStart()))
                                        .isEqualTo("\n\nrest"));
    }

    /** However the network cuts a text, the answer is that for the whole. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void aTextCutAnywhereIsNeverTakenForAnother(long seed) throws EngineException {
        String[] pieces = {
            "INSERT ", "INTO ", "t ", "(a, b) ", "/* x */ ", "-- y\n", "`q``r` ",
                    "SETTINGS s='it''s' ",
            "FORMAT ", "RowBinary", "\n", "\n\n", "VALUES ", "(1,'a\\'b') ", "SELECT 1 ", ", "
        };
        Random random = new Random(seed);
        for (int round = 0; round < 400; round++) {
            StringBuilder text = new StringBuilder("INSERT INTO t ");
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            byte[] bytes = (text + "FORMAT RowBinary\n\n\nrows").getBytes(StandardCharsets.UTF_8);
            Optional<Statement> whole = result(bytes, bytes.length, true);
            for (int cut = 0; cut < bytes.length; cut++) {
                Optional<Statement> part = result(bytes, cut, false);
                assertThat(part.isEmpty() || part.equals(whole))
                        .as("seed %d, '%s' cut at %d: %s but %s", seed, text, cut, part, whole)
                        .isTrue();
            }
        }
    }

    private static Optional<Statement> result(byte[] sql, int length, boolean complete) {
        try {
            return StatementParser.parse(sql, length, complete);
        } catch (EngineException e) {
            return Optional.empty();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT 1 FORMAT JSON|JSON",
                "select 'FORMAT X' as s|",
                "WITH 1 AS x SELECT x format CSV;|CSV",
                "(SELECT 1 FORMAT TSV)|",
                "FROM t SELECT a SETTINGS x=1 FORMAT Native|Native",
            })
    void aSelectNamesItsFormat(String sql, String format) throws EngineException {
        assertThat(parse(sql)).isEqualTo(new Statement.Select(Optional.ofNullable(format)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE TABLE t (a Int8) ENGINE = Memory",
                "INSERT INTO t SELECT 1",
                "INSERT INTO t (SELECT 1)",
                "INSERT INTO t (a) WITH x AS (SELECT 1) SELECT * FROM x",
                "SHOW TABLES",
                "ALTER TABLE t DELETE WHERE 1;",
            })
    void theRestRunsToItsEnd(String sql) throws EngineException {
        assertThat(parse(sql)).isInstanceOf(Statement.Other.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " -- nothing",
                "SELECT 1; SELECT 2",
                "INSERT INTO t",
                "SELECT 1 INTO OUTFILE 'x'",
                "INSERT INTO t FROM INFILE 'x' FORMAT CSV",
                "INSERT INTO t SELECT a FROM input('a Int8') FORMAT CSV 1",
            })
    void whatTheFrontCannotDoIsRefused(String sql) {
        assertThatThrownBy(() -> parse(sql)).isInstanceOf(EngineException.class);
    }

    @Test
    void killMeansTheClientsIdAndDoesNotWait() {
        byte[] sql =
                "KILL QUERY WHERE query_id = 'query_id SYNC' SYNC".getBytes(StandardCharsets.UTF_8);
        assertThat(new String(KillRewriter.rewrite(sql), StandardCharsets.UTF_8))
                .isEqualTo(
                        "KILL QUERY WHERE extract(query, '^/[*] query_id: ([^ ]+) [*]/') = 'query_id SYNC' ASYNC");
    }
}
