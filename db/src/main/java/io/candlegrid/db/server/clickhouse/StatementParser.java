package io.candlegrid.db.server.clickhouse;

import io.candlegrid.db.server.clickhouse.SqlScanner.Kind;
import java.util.Optional;

/** Finds out what a text holds; refuses what a ClickHouse server refuses over HTTP. */
final class StatementParser {
    private final byte[] sql;
    private final int length;
    private final boolean complete;
    private final SqlScanner scanner;

    private StatementParser(byte[] sql, int length, boolean complete) {
        this.sql = sql;
        this.length = length;
        this.complete = complete;
        this.scanner = new SqlScanner(sql, length, complete);
    }

    /**
     * Reads the beginning of a text, or all of it.
     *
     * @param complete whether the text ends at {@code length}
     * @return empty when more of the text is needed to tell
     */
    static Optional<Statement> parse(byte[] sql, int length, boolean complete)
            throws EngineException {
        return new StatementParser(sql, length, complete).parse();
    }

    private Optional<Statement> parse() throws EngineException {
        scanner.next();
        if (scanner.kind() == Kind.CUT) {
            return Optional.empty();
        }
        if (scanner.kind() == Kind.END) {
            throw syntaxError("Empty query");
        }
        if (scanner.keyword().equals("INSERT")) {
            return insert();
        }
        if (!complete) {
            return Optional.empty();
        }
        String first = scanner.keyword();
        boolean select =
                first.equals("SELECT")
                        || first.equals("WITH")
                        || first.equals("FROM")
                        || scanner.is('(');
        Optional<String> format = rest(false);
        if (first.equals("KILL")) {
            return Optional.of(new Statement.Kill());
        }
        return Optional.of(select ? new Statement.Select(format) : new Statement.Other(format));
    }

    private Optional<Statement> insert() throws EngineException {
        scanner.next();
        for (String optional : new String[] {"INTO", "TABLE", "FUNCTION"}) {
            if (scanner.keyword().equals(optional)) {
                scanner.next();
            }
        }
        // The table's name may be any word, a keyword too.
        scanner.next();
        int depth = 0;
        while (scanner.kind() != Kind.CUT) {
            if (scanner.kind() == Kind.END || scanner.is(';')) {
                throw syntaxError("An INSERT needs VALUES, SELECT or FORMAT behind the table");
            }
            depth += nesting();
            switch (depth > 0 ? "" : scanner.keyword()) {
                case "VALUES" -> {
                    return Optional.of(
                            new Statement.InsertData(scanner.start(), "Values", scanner.end()));
                }
                case "FORMAT" -> {
                    return insertFormat(scanner.start());
                }
                case "SELECT", "WITH", "WATCH" -> {
                    return complete ? Optional.of(insertSelect()) : Optional.empty();
                }
                case "INFILE" -> throw outfile("INFILE");
                default -> {
                    if (stepIntoQuery()) {
                        return complete ? Optional.of(insertSelect()) : Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Steps on, a name behind a point included; true at a query in parentheses. */
    private boolean stepIntoQuery() {
        boolean opened = scanner.is('(');
        if (scanner.is('.')) {
            scanner.next();
        }
        scanner.next();
        return opened && (scanner.keyword().equals("SELECT") || scanner.keyword().equals("WITH"));
    }

    private int nesting() {
        return scanner.is('(') ? 1 : scanner.is(')') ? -1 : 0;
    }

    private Statement insertSelect() throws EngineException {
        return new Statement.Other(rest(true));
    }

    private Optional<Statement> insertFormat(int head) throws EngineException {
        Kind kind = scanner.next();
        if (kind == Kind.CUT) {
            return Optional.empty();
        }
        if (kind != Kind.WORD) {
            throw syntaxError("FORMAT needs the name of a format");
        }
        String format = scanner.text();
        int at = scanner.end();
        while (at < length && (sql[at] == ' ' || sql[at] == '\t' || sql[at] == '\f')) {
            at++;
        }
        if (at < length && sql[at] == '\r') {
            at++;
        }
        if (at < length && sql[at] == '\n') {
            at++;
        } else if (at == length && !complete) {
            return Optional.empty();
        }
        return Optional.of(new Statement.InsertData(head, format, at));
    }

    /** Scans to the end; the format named there, and refusals. */
    private Optional<String> rest(boolean inInsert) throws EngineException {
        Optional<String> format = Optional.empty();
        int depth = 0;
        while (scanner.kind() != Kind.END) {
            depth += nesting();
            String word = scanner.keyword();
            boolean ended = scanner.is(';');
            Kind kind = scanner.next();
            if (ended && kind != Kind.END && !scanner.is(';')) {
                throw syntaxError("Multi-statements are not allowed");
            }
            if (word.equals("FORMAT") && depth == 0 && kind == Kind.WORD) {
                format = Optional.of(scanner.text());
            } else if (word.equals("INTO") && scanner.keyword().equals("OUTFILE")) {
                throw outfile("INTO OUTFILE");
            } else if (word.equals("INPUT") && inInsert && scanner.is('(')) {
                throw EngineException.notSupported("INSERT … SELECT … FROM input(…)");
            }
        }
        return format;
    }

    private static EngineException outfile(String what) {
        return EngineException.of(
                EngineException.INTO_OUTFILE,
                "INTO_OUTFILE_NOT_ALLOWED",
                what + " is not allowed over HTTP; read the answer or send the data instead.");
    }

    private static EngineException syntaxError(String message) {
        return EngineException.of(
                EngineException.SYNTAX_ERROR, "SYNTAX_ERROR", "Syntax error: " + message + ".");
    }
}
