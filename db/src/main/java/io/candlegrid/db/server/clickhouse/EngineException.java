package io.candlegrid.db.server.clickhouse;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement was refused or failed; code and message are ClickHouse's. */
final class EngineException extends Exception {
    static final int BAD_ARGUMENTS = 36;
    static final int NOT_IMPLEMENTED = 48;
    static final int SYNTAX_ERROR = 62;
    static final int UNKNOWN_SETTING = 115;
    static final int TOO_MANY_QUERIES = 202;
    static final int QUERY_ID_IN_USE = 216;
    static final int INTO_OUTFILE = 358;
    static final int QUERY_CANCELLED = 394;
    static final int AUTHENTICATION_FAILED = 516;

    private static final long serialVersionUID = 1L;
    private static final int UNKNOWN_EXCEPTION = 1002;
    private static final Pattern CODE = Pattern.compile("Code: (\\d+)\\.");

    private final int code;

    private EngineException(int code, String message) {
        super(message);
        this.code = code;
    }

    /** An error of the front itself, in the engine's words. */
    static EngineException of(int code, String name, String message) {
        return new EngineException(
                code, "Code: " + code + ". DB::Exception: " + message + " (" + name + ")");
    }

    /** An error text of the engine, which starts with its code. */
    static EngineException ofEngine(String message) {
        Matcher matcher = CODE.matcher(message);
        return new EngineException(
                matcher.find() ? Integer.parseInt(matcher.group(1)) : UNKNOWN_EXCEPTION, message);
    }

    static EngineException notSupported(String what) {
        return of(
                NOT_IMPLEMENTED,
                "NOT_IMPLEMENTED",
                what + " is not supported by the embedded ClickHouse; a real server has it.");
    }

    /** The same error with another text. */
    EngineException withMessage(String message) {
        EngineException changed = new EngineException(code, message);
        changed.initCause(this);
        return changed;
    }

    int code() {
        return code;
    }

    String text() {
        String message = getMessage();
        return message == null ? "Code: " + code : message;
    }

    /** The HTTP status a ClickHouse server answers this code with. */
    int httpStatus() {
        return switch (code) {
            case AUTHENTICATION_FAILED -> 403;
            // Parsing and argument errors.
            case 6, 26, 27, 33, 38, 41, 43, 53, 62, 69, 70, 72, 117, 130, 131, 456, 457, 36 -> 400;
            // Unknown table, database, function, identifier, type, storage, setting, format.
            case 60, 81, 46, 47, 50, 56, 115, 73 -> 404;
            case 158, 307, 396 -> 413;
            case NOT_IMPLEMENTED -> 501;
            case TOO_MANY_QUERIES -> 503;
            case 159 -> 408;
            default -> 500;
        };
    }
}
