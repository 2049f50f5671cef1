/** The tables of Spring Batch as a migration; entry class {@code SpringBatchSchema}. */
@NullMarked
package io.candlegrid.batch.schema;

import org.jspecify.annotations.NullMarked;
