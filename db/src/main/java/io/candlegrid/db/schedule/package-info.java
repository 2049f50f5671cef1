/** What became of every firing of a schedule; entry class {@code ScheduleRuns}. */
@NullMarked
package io.candlegrid.db.schedule;

import org.jspecify.annotations.NullMarked;
