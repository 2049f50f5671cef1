package io.candlegrid.platform.cli;

import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints the result of a job. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = "Print the best combinations of a job.")
final class TopCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Parameters(index = "0", paramLabel = "ID", description = "The job's id.")
    private UUID job = new UUID(0, 0);

    @ArgGroup private Format format = new Format();

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "50",
            description = "Rows of the table (default: ${DEFAULT-VALUE}).")
    private int rows = 50;

    TopCommand(Console console) {
        this.console = console;
    }

    /** How to print, one at a time. */
    private static final class Format {
        @Option(names = "--json", description = "Print all rows as one JSON document.")
        private boolean json;

        @Option(names = "--csv", description = "Print all rows as CSV.")
        private boolean csv;
    }

    @Override
    public Integer call() {
        String path = "/api/v1/jobs/" + job + "/top";
        try (PlatformSession session = PlatformSession.open(data.directory(), console)) {
            ApiClient api = session.api();
            if (format.json) {
                console.out().println(api.getText(path).strip());
            } else if (format.csv) {
                console.out().print(api.getText(path + ".csv"));
            } else {
                TopTable.print(api.get(path), rows, console.out());
            }
        }
        return 0;
    }
}
