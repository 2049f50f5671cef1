/** Brings the schemas of both databases up to date; entry class {@code Migrations}. */
@NullMarked
package io.candlegrid.db.migration;

import org.jspecify.annotations.NullMarked;
