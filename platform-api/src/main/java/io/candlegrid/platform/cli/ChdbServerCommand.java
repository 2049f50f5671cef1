package io.candlegrid.platform.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;

/** The child process that holds the embedded ClickHouse; started by the platform only. */
@Command(name = "chdb-server", mixinStandardHelpOptions = true, hidden = true)
final class ChdbServerCommand implements Callable<Integer> {

    @Parameters private List<String> parameters = new ArrayList<>();

    @Unmatched private List<String> options = new ArrayList<>();

    @Override
    public Integer call() {
        throw new InputProblem("not yet " + parameters + options);
    }
}
