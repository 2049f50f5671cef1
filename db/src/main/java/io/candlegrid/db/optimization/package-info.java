/** The progress and the tops of searches in PostgreSQL; entry class {@code PostgresSearchStore}. */
@NullMarked
package io.candlegrid.db.optimization;

import org.jspecify.annotations.NullMarked;
