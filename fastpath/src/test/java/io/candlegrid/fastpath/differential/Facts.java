package io.candlegrid.fastpath.differential;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What one pair met, by the groups of {@link Coverage}. Not thread-safe. */
final class Facts {

    private final Map<String, Set<String>> groups = new HashMap<>();

    void add(String group, String name) {
        groups.computeIfAbsent(group, key -> new HashSet<>()).add(name);
    }

    void addIf(boolean met, String group, String name) {
        if (met) {
            add(group, name);
        }
    }

    Map<String, Set<String>> groups() {
        return groups;
    }
}
