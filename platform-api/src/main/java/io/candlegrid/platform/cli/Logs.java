package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;

/** Tells logback where to write; must be called before the first logger is made. */
final class Logs {

    private Logs() {}

    /** One file per process of a data directory: two writers would spoil a rolling file. */
    static void writeTo(PlatformOptions options) {
        System.setProperty("candlegrid.logs", options.dataDirectory().resolve("logs").toString());
        String name =
                options.has(Role.API)
                        ? "candlegrid"
                        : "candlegrid-" + ProcessHandle.current().pid();
        System.setProperty("candlegrid.log", name);
    }
}
