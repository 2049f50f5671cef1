package io.candlegrid.platform.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Submits a grid search and follows it. */
@Command(
        name = "optimize",
        mixinStandardHelpOptions = true,
        description = {
            "Submit the grid search of a file (a document optimization/v1).",
            "The same file over the same data is the same job: submitting it again finds it."
        })
final class OptimizeCommand implements Callable<Integer> {

    private static final int ROWS = 10;

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "FILE", description = "A document optimization/v1.")
    private Path file = Path.of("");

    @Option(names = "--watch", description = "Follow the job to its end with a progress bar.")
    private boolean watch;

    @Option(
            names = "--json",
            description = "Wait for the end and print the result as one JSON document.")
    private boolean json;

    OptimizeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        byte[] document = InputFile.read(file);
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            String answer = session.api().postText("/api/v1/jobs/optimizations", document);
            JsonNode submitted = JsonMapper.shared().readTree(answer);
            String job = submitted.path("job").asString();
            announce(submitted, job);
            // A platform of our own goes when we go, so there is no job to leave behind.
            if (!watch && !json && !session.isOwn()) {
                console.err().println("Follow it with: candlegrid jobs " + job);
                return 0;
            }
            return follow(session.api(), job, submitted.path("state").asString());
        }
    }

    private void announce(JsonNode submitted, String job) {
        JsonNode estimate = submitted.path("estimate");
        console.err()
                .printf(
                        "Job %s: %,d combinations over %,d bars, about %.0f s%n",
                        job,
                        submitted.path("combinations").asLong(),
                        submitted.path("bars").asLong(),
                        estimate.path("seconds").asDouble());
    }

    private int follow(ApiClient api, String job, String submittedState)
            throws InterruptedException {
        if (submittedState.equals("STOPPED") || submittedState.equals("FAILED")) {
            console.err()
                    .println(
                            "This job was submitted before and is "
                                    + submittedState
                                    + ". Go on with it: candlegrid jobs "
                                    + job
                                    + " restart");
            return 1;
        }
        String state = new JobWatch(api, console).toEnd(job);
        if (!state.equals("COMPLETED")) {
            JsonNode failure = api.get("/api/v1/jobs/" + job).path("failure");
            console.err()
                    .println(
                            "The job ended "
                                    + state
                                    + (failure.isNull() ? "" : ": " + failure.asString(""))
                                    + ". Go on with it: candlegrid jobs "
                                    + job
                                    + " restart");
            return 1;
        }
        String result = api.getText("/api/v1/jobs/" + job + "/top");
        if (json) {
            console.out().println(result.strip());
        } else {
            TopTable.print(JsonMapper.shared().readTree(result), ROWS, console.out());
            console.err().println("All of it: candlegrid top " + job);
        }
        return 0;
    }
}
