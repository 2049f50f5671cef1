/** Tests of the ClickHouse front's parts. */
@NullMarked
package io.candlegrid.db.server.clickhouse;

import org.jspecify.annotations.NullMarked;
