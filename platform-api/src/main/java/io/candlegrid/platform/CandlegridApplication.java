package io.candlegrid.platform;

import io.candlegrid.platform.cli.CandlegridCommand;

/** The executable: hands over to the command line. */
public final class CandlegridApplication {

    private CandlegridApplication() {}

    public static void main(String[] args) {
        int code = CandlegridCommand.run(args);
        System.exit(code);
    }
}
