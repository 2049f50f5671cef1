package io.candlegrid.platform.cli;

import picocli.CommandLine.Command;

/** Stands in the list of commands; the start script builds and runs the benchmarks for it. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Run the benchmarks: kernels, engine and peers side by side.")
final class BenchCommand implements Runnable {
    @Override
    public void run() {
        throw new InputProblem(
                "Benchmarks are run from a source tree by its start script: ./candlegrid bench");
    }
}
