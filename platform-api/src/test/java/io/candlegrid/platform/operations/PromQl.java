package io.candlegrid.platform.operations;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the metrics that a PromQL expression reads. */
final class PromQl {

    private static final Pattern STRINGS = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");
    private static final Pattern SELECTORS_AND_RANGES =
            Pattern.compile("\\{[^}]*}|\\[[^]]*]|\\$\\w+");
    private static final Pattern LABEL_LISTS =
            Pattern.compile("\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");

    /** A word that is no call of a function. */
    private static final Pattern NAMES =
            Pattern.compile("(?<![\\w:.])[a-zA-Z_:][\\w:]*\\b(?!\\s*\\()");

    private static final Set<String> WORDS =
            Set.of(
                    "and",
                    "or",
                    "unless",
                    "by",
                    "without",
                    "on",
                    "ignoring",
                    "bool",
                    "offset",
                    "group_left",
                    "group_right",
                    "inf",
                    "nan",
                    // Aggregations, whose bracket may come after "by (…)".
                    "sum",
                    "min",
                    "max",
                    "avg",
                    "count",
                    "stddev",
                    "topk",
                    "bottomk",
                    "quantile");

    private PromQl() {}

    static Set<String> metrics(String expression) {
        String plain = STRINGS.matcher(expression).replaceAll("");
        plain = SELECTORS_AND_RANGES.matcher(plain).replaceAll("");
        plain = LABEL_LISTS.matcher(plain).replaceAll(" ");
        Set<String> names = new TreeSet<>();
        Matcher name = NAMES.matcher(plain);
        while (name.find()) {
            if (!WORDS.contains(name.group())) {
                names.add(name.group());
            }
        }
        return names;
    }
}
