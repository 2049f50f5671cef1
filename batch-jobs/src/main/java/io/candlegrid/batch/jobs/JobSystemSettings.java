package io.candlegrid.batch.jobs;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a process does for jobs.
 *
 * @param roles {@code api worker scheduler}, in any number
 * @param version of the build; processes of different builds don't meet
 * @param bindAddress the interface of the grid
 * @param gridPort first port tried
 * @param seeds {@code host:port} of members besides those found in the database
 * @param slots partitions a worker executes at a time
 * @param memoryBudgetBytes of each job's columns in a worker
 */
public record JobSystemSettings(
        Set<String> roles,
        String version,
        String bindAddress,
        int gridPort,
        List<String> seeds,
        int slots,
        long memoryBudgetBytes) {

    public JobSystemSettings {
        roles = Set.copyOf(roles);
        seeds = List.copyOf(seeds);
    }

    public boolean worker() {
        return roles.contains("worker");
    }

    public boolean scheduler() {
        return roles.contains("scheduler");
    }

    String rolesText() {
        return String.join(",", new TreeSet<>(roles));
    }
}
