package io.candlegrid.platform.cli;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** Lists jobs, follows one, stops or restarts one. */
@Command(
        name = "jobs",
        mixinStandardHelpOptions = true,
        description = {
            "List the jobs; with an ID follow that job to its end.",
            "'jobs ID stop' stops it after the batch in work, 'jobs ID restart' goes on where it"
                    + " stopped."
        })
final class JobsCommand implements Callable<Integer> {

    /** What to do with a job. */
    enum Action {
        STOP,
        RESTART
    }

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "A job's id.")
    private @Nullable UUID job;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "stop|restart",
            description = "What to do with it.")
    private @Nullable Action action;

    @Option(names = "--json", description = "Print the answer as one JSON document.")
    private boolean json;

    JobsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            UUID chosen = job;
            if (chosen == null) {
                list(session.api());
                return 0;
            }
            return one(session, chosen.toString());
        }
    }

    private void list(ApiClient api) {
        String answer = api.getText("/api/v1/jobs?limit=50");
        if (json) {
            console.out().println(answer.strip());
            return;
        }
        Table table = new Table("job", "state", "done", "combinations", "created", "name");
        for (JsonNode row : api.get("/api/v1/jobs?limit=50").path("jobs")) {
            table.row(
                    row.path("job").asString(),
                    row.path("state").asString(),
                    Table.number(row.path("done")),
                    Table.number(row.path("combinations")),
                    row.path("created").asString(),
                    row.path("name").asString());
        }
        table.print(console.out());
    }

    private int one(PlatformSession session, String id) throws InterruptedException {
        ApiClient api = session.api();
        Action chosen = action;
        if (chosen != null) {
            String verb = chosen.name().toLowerCase(Locale.ROOT);
            JsonNode answer = api.post("/api/v1/jobs/" + id + "/" + verb, null);
            if (json) {
                console.out().println(answer);
            } else {
                console.err().println("Job " + id + " is " + answer.path("state").asString());
            }
            boolean goesOnHere = chosen == Action.RESTART && session.isOwn();
            return goesOnHere ? follow(api, id) : 0;
        }
        if (json) {
            console.out().println(api.getText("/api/v1/jobs/" + id).strip());
            return 0;
        }
        return follow(api, id);
    }

    private int follow(ApiClient api, String id) throws InterruptedException {
        String state = new JobWatch(api, console).toEnd(id);
        JsonNode detail = api.get("/api/v1/jobs/" + id);
        JsonNode failure = detail.path("failure");
        console.out()
                .println(
                        detail.path("name").asString()
                                + ": "
                                + state
                                + (failure.isNull() ? "" : " (" + failure.asString("") + ")"));
        return state.equals("FAILED") ? 1 : 0;
    }
}
