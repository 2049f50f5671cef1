package io.candlegrid.platform;

import io.candlegrid.db.server.clickhouse.ClickHouseServerMain;
import io.candlegrid.platform.cli.CandlegridCommand;
import java.util.Arrays;

/** The executable: hands over to the command line. */
public final class CandlegridApplication {

    private CandlegridApplication() {}

    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals(ClickHouseServerMain.SUBCOMMAND)) {
            // The child process of the embedded ClickHouse, when run from the executable jar.
            String[] rest = Arrays.copyOfRange(args, 1, args.length);
            Runtime.getRuntime().halt(ClickHouseServerMain.run(rest));
        }
        System.exit(CandlegridCommand.run(args));
    }
}
