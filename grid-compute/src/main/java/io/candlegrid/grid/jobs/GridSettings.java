package io.candlegrid.grid.jobs;

import java.util.List;

/**
 * How a member joins the grid.
 *
 * @param clusterName members of other names never meet
 * @param bindAddress the interface to listen on
 * @param port first port tried; the next 100 follow
 * @param seeds {@code host:port} of members to join
 * @param worker whether work is executed here; a member without is a lite member
 * @param slots how many pieces of work run at a time
 */
public record GridSettings(
        String clusterName,
        String bindAddress,
        int port,
        List<String> seeds,
        boolean worker,
        int slots) {

    public GridSettings {
        seeds = List.copyOf(seeds);
    }
}
