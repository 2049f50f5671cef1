package io.candlegrid.db.server.clickhouse;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Splits ClickHouse SQL into tokens, skipping blanks and comments, without copying it. Only as much
 * is understood as is needed to tell statements apart. Not thread-safe.
 */
final class SqlScanner {
    /** What a token is. */
    enum Kind {
        WORD,
        QUOTED,
        PUNCTUATION,
        END,
        /** The text ends inside this token and more of it may follow. */
        CUT
    }

    private final byte[] sql;
    private final int length;
    private final boolean complete;
    private Kind kind = Kind.END;
    private int start;
    private int end;

    /**
     * @param length how many bytes of {@code sql} count
     * @param complete whether the text ends there; if not, tokens touching the end are {@code CUT}
     */
    SqlScanner(byte[] sql, int length, boolean complete) {
        this.sql = sql;
        this.length = length;
        this.complete = complete;
    }

    /** Steps to the next token. */
    Kind next() {
        int at = end;
        while (true) {
            at = skipWhile(at, SqlScanner::isBlank);
            if (starts(at, "--") || starts(at, "#!") || starts(at, "# ")) {
                at = skipWhile(at, b -> b != '\n');
            } else if (starts(at, "/*")) {
                int close = find(at + 2, "*/");
                at = close < 0 ? length : close + 2;
                if (close < 0) {
                    return token(complete ? Kind.END : Kind.CUT, length, length);
                }
            } else {
                break;
            }
        }
        if (at >= length || (!complete && at == length - 1)) {
            // A last single byte may be the first half of a comment or of a longer word.
            return at >= length && complete
                    ? token(Kind.END, length, length)
                    : token(Kind.CUT, at, length);
        }
        return scan(at);
    }

    private Kind scan(int at) {
        byte first = sql[at];
        if (first == '\'' || first == '"' || first == '`') {
            return quoted(at, first);
        }
        if (first == '$') {
            int tagEnd = skipWhile(at + 1, SqlScanner::isWord);
            if (tagEnd < length && sql[tagEnd] == '$') {
                int close = find(tagEnd + 1, text(at, tagEnd + 1));
                int after = close < 0 ? length : close + tagEnd + 1 - at;
                return close < 0 && !complete
                        ? token(Kind.CUT, at, length)
                        : token(Kind.QUOTED, at, after);
            }
        }
        if (isWord(first)) {
            int after = skipWhile(at, SqlScanner::isWord);
            return after == length && !complete
                    ? token(Kind.CUT, at, length)
                    : token(Kind.WORD, at, after);
        }
        return token(Kind.PUNCTUATION, at, at + 1);
    }

    private Kind quoted(int at, byte quote) {
        int i = at + 1;
        while (i < length) {
            if (sql[i] == '\\') {
                i += 2;
            } else if (sql[i] == quote) {
                if (i + 1 < length && sql[i + 1] == quote) {
                    i += 2;
                } else if (i + 1 == length && !complete) {
                    return token(Kind.CUT, at, length);
                } else {
                    return token(Kind.QUOTED, at, i + 1);
                }
            } else {
                i++;
            }
        }
        return token(complete ? Kind.QUOTED : Kind.CUT, at, length);
    }

    Kind kind() {
        return kind;
    }

    /** Where the token begins. */
    int start() {
        return start;
    }

    /** The place behind the token's last byte. */
    int end() {
        return end;
    }

    /** The token as written. */
    String text() {
        return text(start, end);
    }

    /** The token in capitals when it is a word, else empty. */
    String keyword() {
        return kind == Kind.WORD ? text().toUpperCase(Locale.ROOT) : "";
    }

    boolean is(char punctuation) {
        return kind == Kind.PUNCTUATION && sql[start] == punctuation;
    }

    private Kind token(Kind found, int from, int to) {
        kind = found;
        start = from;
        end = to;
        return found;
    }

    private String text(int from, int to) {
        return new String(sql, from, to - from, StandardCharsets.UTF_8);
    }

    private boolean starts(int at, String word) {
        if (at + word.length() > length) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (sql[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int find(int from, String word) {
        for (int at = from; at + word.length() <= length; at++) {
            if (starts(at, word)) {
                return at;
            }
        }
        return -1;
    }

    private int skipWhile(int from, BytePredicate wanted) {
        int at = from;
        while (at < length && wanted.test(sql[at])) {
            at++;
        }
        return at;
    }

    private static boolean isBlank(byte b) {
        return b == ' ' || (b >= 9 && b <= 13) || b == 0;
    }

    private static boolean isWord(byte b) {
        return b < 0
                || b == '_'
                || (b >= '0' && b <= '9')
                || (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z');
    }

    private interface BytePredicate {
        boolean test(byte b);
    }
}
