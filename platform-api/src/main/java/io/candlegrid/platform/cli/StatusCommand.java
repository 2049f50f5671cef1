package io.candlegrid.platform.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Says what runs; the only command that never starts a platform. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Say whether a platform runs, where, and how it is.")
final class StatusCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Option(names = "--json", description = "Print the status as one JSON document.")
    private boolean json;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Optional<ApiClient> running = PlatformSession.findRunning(data.directory());
        if (running.isEmpty()) {
            console.err()
                    .println(
                            "No platform runs on "
                                    + data.directory()
                                    + ". Start one with: candlegrid up");
            return 1;
        }
        try (ApiClient api = running.get()) {
            String document = api.getText("/api/v1/status");
            if (json) {
                console.out().println(document);
            } else {
                print(api, api.get("/api/v1/status"));
            }
        }
        return 0;
    }

    private void print(ApiClient api, JsonNode status) {
        console.out().println("candlegrid " + status.path("version").asString());
        row("address", api.base().toString());
        row("data", status.path("data").asString());
        row(
                "roles",
                String.join(
                        ",", status.path("roles").valueStream().map(JsonNode::asString).toList()));
        row("started", status.path("started").asString());
        status.path("servers")
                .properties()
                .forEach(server -> row(server.getKey(), server.getValue().asString()));
        for (JsonNode member : status.path("members")) {
            row(
                    "member",
                    member.path("address").asString()
                            + " "
                            + String.join(
                                    ",",
                                    member.path("roles")
                                            .valueStream()
                                            .map(JsonNode::asString)
                                            .toList()));
        }
    }

    private void row(String name, String value) {
        console.out().printf("  %-11s %s%n", name, value);
    }
}
