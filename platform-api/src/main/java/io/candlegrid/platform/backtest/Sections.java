package io.candlegrid.platform.backtest;

import io.candlegrid.domain.backtest.ReportSection;
import io.candlegrid.platform.web.ApiProblem;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** The parameter {@code sections} of requests for a report. */
public final class Sections {

    /** What the contract says of the parameter. */
    public static final String DESCRIPTION =
            "Parts that take further runs, by comma: policies, costs. They are null otherwise.";

    private Sections() {}

    /**
     * The sections of a request.
     *
     * @throws ApiProblem 422 for a name that is none
     */
    public static Set<ReportSection> of(List<String> names) {
        Set<ReportSection> sections = EnumSet.noneOf(ReportSection.class);
        for (String name : names) {
            sections.add(ReportSection.byLabel(name.strip()).orElseThrow(() -> unknown(name)));
        }
        return sections;
    }

    private static ApiProblem unknown(String name) {
        String known =
                Arrays.stream(ReportSection.values())
                        .map(ReportSection::label)
                        .collect(Collectors.joining(", "));
        return ApiProblem.invalid(
                "sections",
                name,
                "unknown_value",
                "there is no section \"" + name + "\"; there are: " + known);
    }
}
