/**
 * The ClickHouse process: the engine library, loaded through the foreign function interface, behind
 * an HTTP front on loopback that speaks what the unmodified drivers speak. Entry class {@link
 * io.candlegrid.db.server.clickhouse.ClickHouseServerMain}; nothing here is called inside the
 * platform's own process.
 */
@NullMarked
package io.candlegrid.db.server.clickhouse;

import org.jspecify.annotations.NullMarked;
