/**
 * The database servers candlegrid brings along: PostgreSQL, ClickHouse and Redis as child processes
 * on loopback, with their files in one data directory. Entry class {@link
 * io.candlegrid.db.server.EmbeddedServers}; a second process finds them through {@link
 * io.candlegrid.db.server.Endpoints}.
 */
@NullMarked
package io.candlegrid.db.server;

import org.jspecify.annotations.NullMarked;
