package io.candlegrid.domain.document;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds the name that somebody who mistyped probably meant. */
public final class DidYouMean {

    private static final int LONGEST = 80;

    private DidYouMean() {}

    /** The nearest candidate, if one is near enough; the first in ASCII order among equals. */
    public static Optional<String> closest(String written, Collection<String> candidates) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        int allowed = Math.max(1, written.length() / 3);
        return candidates.stream()
                .filter(candidate -> distance(written, candidate) <= allowed)
                .min(
                        Comparator.comparingInt((String candidate) -> distance(written, candidate))
                                .thenComparing(Comparator.naturalOrder()));
    }

    /**
     * The end of a message: {@code , did you mean "window"?} or, when nothing is near, {@code ; it
     * must be one of a, b, c}.
     */
    public static String advice(String written, Collection<String> candidates) {
        return closest(written, candidates)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElseGet(() ->
                        candidates.isEmpty() ? "" : "; it must be one of " + list(candidates));
    }

    /** The names, comma separated, the first 40 of them. */
    public static String list(Collection<String> names) {
        int shown = 40;
        String text = String.join(", ", names.stream().limit(shown).map(Documents::cut).toList());
        return names.size() > shown ? text + ", …" : text;
    }

    /** Edits (insert, delete, replace, swap neighbours) between two words. */
    static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + cost);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] free = beforeLast;
            beforeLast = last;
            last = row;
            row = free;
        }
        return last[b.length()];
    }
}
