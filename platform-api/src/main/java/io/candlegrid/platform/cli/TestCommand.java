package io.candlegrid.platform.cli;

import picocli.CommandLine.Command;

/** Stands in the list of commands; the start script runs Maven for it. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Run every check and every test of the source tree (some minutes).")
final class TestCommand implements Runnable {
    @Override
    public void run() {
        throw new InputProblem(
                "Tests are run from a source tree by its start script: ./candlegrid test");
    }
}
