package io.candlegrid.platform.cli;

import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Follows a job to its end with a progress bar. */
final class JobWatch {

    private static final Set<String> ENDS = Set.of("STOPPED", "COMPLETED", "FAILED");
    private static final long POLL_MILLIS = 400;

    private final ApiClient api;
    private final Console console;

    JobWatch(ApiClient api, Console console) {
        this.api = api;
        this.console = console;
    }

    static boolean isEnd(String state) {
        return ENDS.contains(state);
    }

    /** Returns the state in which the job ended. */
    String toEnd(String job) throws InterruptedException {
        ProgressBar bar = new ProgressBar(console, "combinations");
        try {
            while (true) {
                JsonNode progress = api.get("/api/v1/jobs/" + job + "/progress");
                String state = progress.path("state").asString("");
                show(bar, state, progress);
                if (isEnd(state)) {
                    return state;
                }
                Thread.sleep(POLL_MILLIS);
            }
        } finally {
            bar.finish();
        }
    }

    private static void show(ProgressBar bar, String state, JsonNode progress) {
        String step = progress.path("step").asString("");
        double bars = progress.path("rate_bar_combinations_per_second").asDouble(0);
        bar.show(
                step.isEmpty() ? state.toLowerCase(java.util.Locale.ROOT) : step,
                progress.path("done").asLong(0),
                progress.path("total").asLong(0),
                progress.path("rate_combinations_per_second").asDouble(0),
                progress.path("eta_seconds").asDouble(Double.NaN),
                bars > 0 ? "%.2e bar-combinations/s".formatted(bars) : "");
    }
}
