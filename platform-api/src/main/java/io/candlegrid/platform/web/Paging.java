package io.candlegrid.platform.web;

/** The parameters {@code limit} and {@code offset} of lists. */
public final class Paging {

    private Paging() {}

    /** Throws 422 when one of them is out of range. */
    public static void check(int limit, int maxLimit, int offset) {
        if (limit < 1 || limit > maxLimit) {
            throw ApiProblem.invalid(
                    "limit",
                    Integer.toString(limit),
                    "out_of_range",
                    "limit must be between 1 and " + maxLimit + ", got " + limit);
        }
        if (offset < 0) {
            throw ApiProblem.invalid(
                    "offset",
                    Integer.toString(offset),
                    "out_of_range",
                    "offset must not be negative, got " + offset);
        }
    }
}
