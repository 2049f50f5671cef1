/**
 * Jobs, their leases and the claims on their partitions in PostgreSQL; entry class {@code
 * PostgresJobStore}.
 */
@NullMarked
package io.candlegrid.db.jobs;

import org.jspecify.annotations.NullMarked;
