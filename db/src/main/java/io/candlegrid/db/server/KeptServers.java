package io.candlegrid.db.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Ports and passwords of the embedded servers, kept in {@code DATA/run/servers.json} (mode 0600)
 * from one start to the next.
 */
record KeptServers(Kept postgres, Kept clickHouse, Kept redis) {
    /**
     * Below the range from which systems take the ports of outgoing connections: a client that
     * retries while its server restarts could otherwise be given the server's own port.
     */
    private static final int FIRST_PORT = 20_000;

    private static final int LAST_PORT = 32_000;
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** One server's port and password. */
    record Kept(int port, Secret password) {}

    static Path file(Path dataDir) {
        return dataDir.resolve("run").resolve("servers.json");
    }

    /**
     * Reads them, or makes them up. A port that another program has taken meanwhile is replaced.
     *
     * @param progress hears of a port that moved
     */
    static KeptServers load(Path dataDir, Consumer<String> progress) {
        Path file = file(dataDir);
        Optional<KeptServers> found = read(file);
        Set<Integer> used = new HashSet<>();
        KeptServers now =
                new KeptServers(
                        kept(found.map(KeptServers::postgres), "PostgreSQL", used, progress),
                        kept(found.map(KeptServers::clickHouse), "ClickHouse", used, progress),
                        kept(found.map(KeptServers::redis), "Redis", used, progress));
        try {
            PrivateFiles.write(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(now));
        } catch (IOException e) {
            throw new ServerException(
                    "The file "
                            + file
                            + " could not be written: "
                            + e.getMessage()
                            + DiskSpace.hint(file),
                    e);
        }
        return now;
    }

    private static Optional<KeptServers> read(Path file) {
        try {
            return Files.exists(file)
                    ? Optional.of(JSON.readValue(Files.readAllBytes(file), KeptServers.class))
                    : Optional.empty();
        } catch (IOException | JacksonException e) {
            throw new ServerException(
                    "The file "
                            + file
                            + " could not be read ("
                            + e.getMessage()
                            + "). Delete it; the next start makes new ports and passwords.",
                    e);
        }
    }

    private static Kept kept(
            Optional<Kept> found, String name, Set<Integer> used, Consumer<String> progress) {
        if (found.isPresent() && isFree(found.get().port()) && used.add(found.get().port())) {
            return found.get();
        }
        int port = freePort(used);
        found.ifPresent(old ->
                progress.accept(
                        "Port %d is taken by another program; %s moves to %d."
                                .formatted(old.port(), name, port)));
        return new Kept(port, found.map(Kept::password).orElseGet(Secret::random));
    }

    private static int freePort(Set<Integer> used) {
        for (int i = 0; i < 1000; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
            if (isFree(port) && used.add(port)) {
                return port;
            }
        }
        throw new ServerException(
                "No free TCP port was found between %d and %d on 127.0.0.1; stop some programs that listen there."
                        .formatted(FIRST_PORT, LAST_PORT));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
