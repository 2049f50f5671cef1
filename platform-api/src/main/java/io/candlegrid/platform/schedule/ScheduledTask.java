package io.candlegrid.platform.schedule;

import java.util.List;
import java.util.Map;

/**
 * Something that is due by the clock.
 *
 * @param name of the schedule, lower case with hyphens
 * @param description what it does, for people
 * @param cron when, in Quartz's notation, UTC
 * @param atStart whether it also runs when a scheduler starts
 * @param work never runs twice at a time, in the whole cluster. It is interrupted when the process
 *     ends
 */
public record ScheduledTask(
        String name, String description, String cron, boolean atStart, Work work) {

    /** What is done; throws what makes a run fail. */
    @FunctionalInterface
    public interface Work {
        Report run();
    }

    /**
     * What became of a run.
     *
     * @param message what was done, for people
     * @param counts what was done, by name
     * @param problems what went wrong; a run with problems failed, whatever else was done
     */
    public record Report(String message, Map<String, Long> counts, List<String> problems) {
        public Report {
            counts = Map.copyOf(counts);
            problems = List.copyOf(problems);
        }
    }
}
