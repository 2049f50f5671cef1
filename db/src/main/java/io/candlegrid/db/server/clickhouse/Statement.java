package io.candlegrid.db.server.clickhouse;

import java.util.Optional;

/** A statement as the front tells them apart by how the engine wants them. */
sealed interface Statement {

    /**
     * An INSERT that carries its rows.
     *
     * @param head the length of the statement up to FORMAT or VALUES, in bytes
     * @param format the format of the rows
     * @param dataStart where the rows begin
     */
    record InsertData(int head, String format, int dataStart) implements Statement {}

    /**
     * A SELECT, whose answer may come in chunks.
     *
     * @param format the FORMAT it names itself
     */
    record Select(Optional<String> format) implements Statement {}

    /** A KILL, whose query ids are the clients' and not the engine's. */
    record Kill() implements Statement {}

    /**
     * Any other statement; it runs to its end before it is answered.
     *
     * @param format the FORMAT it names itself
     */
    record Other(Optional<String> format) implements Statement {}
}
