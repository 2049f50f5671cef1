package io.candlegrid.db.server;

import java.io.IOException;
import java.nio.file.Path;

/** A process that owns embedded servers, to be killed by a test. */
final class PlatformStandIn {
    private PlatformStandIn() {}

    public static void main(String[] args) throws IOException {
        EmbeddedServers servers = EmbeddedServers.start(Path.of(args[0]), line -> {});
        System.out.println("READY " + servers.endpoints().owner().pid());
        // Its standard input stays open as long as the test lives.
        while (System.in.read() >= 0) {
            Thread.onSpinWait();
        }
    }
}
