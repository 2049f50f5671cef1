package io.candlegrid.platform.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the main road. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Bring everything up, import data, run an optimization, keep serving.")
final class DemoCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        return 0;
    }
}
