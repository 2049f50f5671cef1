/**
 * Work that is due by the clock, once in the cluster: Quartz on PostgreSQL. Entry class {@code
 * Schedules}; what is scheduled are the {@code ScheduledTask} beans of the features.
 */
@NullMarked
package io.candlegrid.platform.schedule;

import org.jspecify.annotations.NullMarked;
