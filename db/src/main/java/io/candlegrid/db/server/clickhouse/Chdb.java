package io.candlegrid.db.server.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The C functions of {@code libchdb.so}, one method each. Pointers are {@link MemorySegment}s of
 * size zero. Thread-safe in so far as the engine is: a connection and its results belong to one
 * thread at a time.
 */
@SuppressWarnings("restricted")
final class Chdb {
    private final SymbolLookup library;
    private final MethodHandle connect;
    private final MethodHandle closeConnection;
    private final MethodHandle query;
    private final MethodHandle streamQuery;
    private final MethodHandle streamFetch;
    private final MethodHandle streamCancel;
    private final MethodHandle resultBuffer;
    private final MethodHandle resultLength;
    private final MethodHandle resultError;
    private final MethodHandle resultRowsRead;
    private final MethodHandle storageRowsRead;
    private final MethodHandle storageBytesRead;
    private final MethodHandle rowsWritten;
    private final MethodHandle bytesWritten;
    private final MethodHandle destroyResult;
    private final MethodHandle insert;
    private final MethodHandle insertAppend;
    private final MethodHandle insertDone;
    private final MethodHandle insertCancel;
    private final MethodHandle insertError;
    private final MethodHandle destroyInsert;
    private final MethodHandle shutdown;

    private Chdb(Path file) {
        library = SymbolLookup.libraryLookup(file, Arena.global());
        MemoryLayout[] statement = {
            ADDRESS, ADDRESS, JAVA_LONG, ADDRESS, JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, ADDRESS,
            JAVA_LONG
        };
        connect = function("chdb_connect", ADDRESS, JAVA_INT, ADDRESS);
        closeConnection = procedure("chdb_close_conn", ADDRESS);
        query = function("chdb_query_with_params_n", ADDRESS, statement);
        streamQuery = function("chdb_stream_query_with_params_n", ADDRESS, statement);
        streamFetch = function("chdb_stream_fetch_result", ADDRESS, ADDRESS, ADDRESS);
        streamCancel = procedure("chdb_stream_cancel_query", ADDRESS, ADDRESS);
        resultBuffer = function("chdb_result_buffer", ADDRESS, ADDRESS);
        resultLength = function("chdb_result_length", JAVA_LONG, ADDRESS);
        resultError = function("chdb_result_error", ADDRESS, ADDRESS);
        resultRowsRead = function("chdb_result_rows_read", JAVA_LONG, ADDRESS);
        storageRowsRead = function("chdb_result_storage_rows_read", JAVA_LONG, ADDRESS);
        storageBytesRead = function("chdb_result_storage_bytes_read", JAVA_LONG, ADDRESS);
        rowsWritten = function("chdb_result_rows_written", JAVA_LONG, ADDRESS);
        bytesWritten = function("chdb_result_bytes_written", JAVA_LONG, ADDRESS);
        destroyResult = procedure("chdb_destroy_query_result", ADDRESS);
        insert = function("chdb_stream_insert_with_params_n", ADDRESS, statement);
        insertAppend = function("chdb_stream_append", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
        insertDone = function("chdb_stream_done", ADDRESS, ADDRESS);
        insertCancel = procedure("chdb_stream_cancel_insert", ADDRESS);
        insertError = function("chdb_stream_insert_error", ADDRESS, ADDRESS);
        destroyInsert = procedure("chdb_destroy_insert_stream", ADDRESS);
        shutdown = function("chdb_shutdown", JAVA_INT);
    }

    /** Loads the library; the JVM keeps its own signal handlers. */
    static Chdb load(Path file) {
        Chdb chdb = new Chdb(file);
        call(chdb.procedure("chdb_set_signal_handlers_enabled", JAVA_INT), 0);
        return chdb;
    }

    /** A pointer to a connection handle, or NULL. */
    MemorySegment connect(List<String> arguments) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment array = arena.allocate(ADDRESS, arguments.size());
            for (int i = 0; i < arguments.size(); i++) {
                array.setAtIndex(ADDRESS, i, arena.allocateFrom(arguments.get(i)));
            }
            return pointer(connect, arguments.size(), array);
        }
    }

    void closeConnection(MemorySegment connectionPointer) {
        call(closeConnection, connectionPointer);
    }

    MemorySegment query(MemorySegment c, byte[] sql, String format, Map<String, String> params) {
        return statement(query, c, sql, format, params);
    }

    MemorySegment streamQuery(
            MemorySegment c, byte[] sql, String format, Map<String, String> params) {
        return statement(streamQuery, c, sql, format, params);
    }

    MemorySegment insert(MemorySegment c, byte[] sql, String format, Map<String, String> params) {
        return statement(insert, c, sql, format, params);
    }

    private static MemorySegment statement(
            MethodHandle function,
            MemorySegment connection,
            byte[] sql,
            String format,
            Map<String, String> params) {
        try (Arena arena = Arena.ofConfined()) {
            byte[] formatBytes = format.getBytes(StandardCharsets.UTF_8);
            int n = params.size();
            MemorySegment names = arena.allocate(ADDRESS, n + 1L);
            MemorySegment nameLengths = arena.allocate(JAVA_LONG, n + 1L);
            MemorySegment values = arena.allocate(ADDRESS, n + 1L);
            MemorySegment valueLengths = arena.allocate(JAVA_LONG, n + 1L);
            int i = 0;
            for (Map.Entry<String, String> param : params.entrySet()) {
                byte[] name = param.getKey().getBytes(StandardCharsets.UTF_8);
                byte[] value = param.getValue().getBytes(StandardCharsets.UTF_8);
                names.setAtIndex(ADDRESS, i, bytes(arena, name));
                nameLengths.setAtIndex(JAVA_LONG, i, name.length);
                values.setAtIndex(ADDRESS, i, bytes(arena, value));
                valueLengths.setAtIndex(JAVA_LONG, i, value.length);
                i++;
            }
            return pointer(
                    function,
                    connection,
                    bytes(arena, sql),
                    (long) sql.length,
                    bytes(arena, formatBytes),
                    (long) formatBytes.length,
                    names,
                    nameLengths,
                    values,
                    valueLengths,
                    (long) n);
        }
    }

    MemorySegment fetch(MemorySegment connection, MemorySegment stream) {
        return pointer(streamFetch, connection, stream);
    }

    void cancelStream(MemorySegment connection, MemorySegment stream) {
        call(streamCancel, connection, stream);
    }

    /** The bytes of a result, valid until it is destroyed. */
    MemorySegment data(MemorySegment result) {
        long length = (long) call(resultLength, result);
        MemorySegment buffer = pointer(resultBuffer, result);
        return length == 0 || isNull(buffer) ? MemorySegment.NULL : buffer.reinterpret(length);
    }

    /** The error text of a result, empty when it has none. */
    String error(MemorySegment result) {
        return text(pointer(resultError, result));
    }

    long resultRows(MemorySegment result) {
        return (long) call(resultRowsRead, result);
    }

    /** What a finished statement read and wrote. */
    Totals totals(MemorySegment result) {
        return new Totals(
                (long) call(storageRowsRead, result),
                (long) call(storageBytesRead, result),
                (long) call(rowsWritten, result),
                (long) call(bytesWritten, result),
                (long) call(resultRowsRead, result));
    }

    void destroyResult(MemorySegment result) {
        call(destroyResult, result);
    }

    boolean append(MemorySegment stream, MemorySegment data, long length) {
        return (int) call(insertAppend, stream, data, length) == 0;
    }

    MemorySegment done(MemorySegment stream) {
        return pointer(insertDone, stream);
    }

    void cancelInsert(MemorySegment stream) {
        call(insertCancel, stream);
    }

    String insertError(MemorySegment stream) {
        return text(pointer(insertError, stream));
    }

    void destroyInsert(MemorySegment stream) {
        call(destroyInsert, stream);
    }

    /** Joins the engine's threads; only after the last connection is closed. */
    void shutdown() {
        call(shutdown);
    }

    static boolean isNull(MemorySegment pointer) {
        return pointer.address() == 0;
    }

    private static MemorySegment bytes(Arena arena, byte[] content) {
        MemorySegment segment = arena.allocate(content.length + 1L);
        MemorySegment.copy(MemorySegment.ofArray(content), 0, segment, 0, content.length);
        return segment;
    }

    private static String text(MemorySegment pointer) {
        return isNull(pointer) ? "" : pointer.reinterpret(Long.MAX_VALUE).getString(0);
    }

    private MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.of(result, arguments));
    }

    private MethodHandle procedure(String name, MemoryLayout... arguments) {
        return handle(name, FunctionDescriptor.ofVoid(arguments));
    }

    private MethodHandle handle(String name, FunctionDescriptor descriptor) {
        MemorySegment symbol =
                library.find(name)
                        .orElseThrow(
                                () -> new IllegalStateException("libchdb has no function " + name));
        return Linker.nativeLinker().downcallHandle(symbol, descriptor);
    }

    private static MemorySegment pointer(MethodHandle function, Object... arguments) {
        return (MemorySegment) call(function, arguments);
    }

    private static Object call(MethodHandle function, Object... arguments) {
        try {
            Object result = function.invokeWithArguments(arguments);
            return result == null ? MemorySegment.NULL : result;
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "Calling libchdb failed: " + Arrays.toString(arguments), e);
        }
    }

    /**
     * What a statement read and wrote.
     *
     * @param writtenRows rows written, those of materialized views included
     */
    record Totals(
            long readRows, long readBytes, long writtenRows, long writtenBytes, long resultRows) {
        static final Totals NONE = new Totals(0, 0, 0, 0, 0);
    }
}
