package io.candlegrid.platform.launch;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** What a platform process does; one process may do all of it. */
public enum Role {
    /** Serves REST and the web UI. */
    API,
    /** Computes: takes part in the grid as a data member. */
    WORKER,
    /** Takes queued jobs and drives them. */
    SCHEDULER;

    /** The name on the command line and in documents. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every role, what a laptop runs. */
    public static Set<Role> all() {
        return EnumSet.allOf(Role.class);
    }

    /**
     * Reads a comma-separated list, e.g. {@code worker,scheduler}.
     *
     * @throws StartupProblem when a name is no role or none is given
     */
    public static Set<Role> parse(String text) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (String name : text.split(",")) {
            String label = name.strip().toLowerCase(Locale.ROOT);
            if (!label.isEmpty()) {
                roles.add(byLabel(label));
            }
        }
        if (roles.isEmpty()) {
            throw new StartupProblem("No role given. Choose from " + labels(all()) + ".");
        }
        return roles;
    }

    /** The names, comma-separated, in order. */
    public static String labels(Set<Role> roles) {
        return roles.stream().sorted().map(Role::label).collect(Collectors.joining(","));
    }

    private static Role byLabel(String label) {
        return Arrays.stream(values())
                .filter(role -> role.label().equals(label))
                .findFirst()
                .orElseThrow(() ->
                        new StartupProblem(
                                "There is no role '"
                                        + label
                                        + "'. Choose from "
                                        + labels(all())
                                        + ", e.g. --roles worker."));
    }
}
