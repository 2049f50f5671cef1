/** Statements, bulk inserts and streamed answers over client-v2; entry class {@code ClickHouse}. */
@NullMarked
package io.candlegrid.db.clickhouse;

import org.jspecify.annotations.NullMarked;
