package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.StartupProgress;
import java.time.Duration;

/** Tells a person what a starting platform is doing, one line at a time. */
final class Startup implements StartupProgress {

    private final Console console;
    private final long startNanos = System.nanoTime();

    Startup(Console console) {
        this.console = console;
    }

    @Override
    public synchronized void say(String line) {
        console.err().println("  " + line);
    }

    /** Says how long it took. */
    void done() {
        say("Ready after %.1f s".formatted(elapsed().toMillis() / 1_000.0));
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - startNanos);
    }
}
