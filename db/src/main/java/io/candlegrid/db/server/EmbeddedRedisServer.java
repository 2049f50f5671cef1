package io.candlegrid.db.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Redis on loopback with a password, its append-only file in the data directory. */
final class EmbeddedRedisServer implements ManagedServer {
    private final Path home;
    private final Path dataDir;
    private final KeptServers.Kept kept;

    EmbeddedRedisServer(Path dataDir, KeptServers.Kept kept) {
        this.dataDir = dataDir;
        this.home = dataDir.resolve("redis");
        this.kept = kept;
    }

    RedisEndpoint endpoint() {
        return new RedisEndpoint("127.0.0.1", kept.port(), kept.password());
    }

    /** Stops what an earlier run left on a data directory. */
    static void endOrphan(Path dataDir) {
        Orphans.end(pidFile(dataDir), dataDir.resolve("redis").toString(), "TERM");
    }

    private static Path pidFile(Path dataDir) {
        return dataDir.resolve("run").resolve("redis.pid");
    }

    @Override
    public String name() {
        return "Redis";
    }

    @Override
    public ServerProcess launch() {
        try {
            Path files = PrivateFiles.createDirectories(home.resolve("data"));
            Path program = program();
            endOrphan(dataDir);
            Path configuration = home.resolve("redis.conf");
            PrivateFiles.write(
                    configuration,
                    """
                    bind 127.0.0.1
                    port %d
                    requirepass %s
                    dir "%s"
                    pidfile "%s"
                    daemonize no
                    appendonly yes
                    appendfsync everysec
                    save ""
                    """
                            .formatted(
                                    kept.port(), kept.password().value(), files, pidFile(dataDir))
                            .getBytes(StandardCharsets.UTF_8));
            return ServerProcess.startKept(
                    name(),
                    dataDir.resolve("logs").resolve("redis.log"),
                    List.of(program.toString(), configuration.toString()),
                    "TERM");
        } catch (IOException e) {
            throw new ServerException(
                    "Redis could not be set up in " + home + ": " + e + DiskSpace.hint(home), e);
        }
    }

    /**
     * The program out of the library's jar, kept beside its data and never in a temporary place.
     */
    private Path program() throws IOException {
        String resource = resource();
        Path program = home.resolve(resource);
        if (Files.isExecutable(program)) {
            return program;
        }
        try (InputStream in =
                EmbeddedRedisServer.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new ServerException(
                        "The program "
                                + resource
                                + " is missing from this build. Run a Redis server and set"
                                + " CANDLEGRID_REDIS_URL=redis://:password@host:6379.");
            }
            Path next = home.resolve(resource + ".next");
            Files.copy(in, next, StandardCopyOption.REPLACE_EXISTING);
            if (!next.toFile().setExecutable(true, true)) {
                throw new IOException(next + " can't be made executable");
            }
            return Files.move(
                    next,
                    program,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String resource() {
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        if (mac) {
            return "redis-server-6.2.6-v5-darwin-" + (arm ? "arm64" : "amd64");
        }
        return arm ? "redis-server-6.2.7-linux-arm64" : "redis-server-6.2.6-v5-linux-amd64";
    }

    @Override
    public Probe probe(Duration timeout) {
        String request = "AUTH " + kept.password().value() + "\r\nPING\r\n";
        try (Socket socket = new Socket()) {
            socket.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), kept.port()),
                    (int) timeout.toMillis());
            socket.setSoTimeout((int) timeout.toMillis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readNBytes("+OK\r\n+".length());
            String text = new String(answer, StandardCharsets.US_ASCII);
            // While it reads its file it answers -LOADING.
            return text.equals("+OK\r\n+")
                    ? Probe.READY
                    : text.startsWith("+OK") || text.startsWith("-LOADI")
                            ? Probe.BUSY
                            : Probe.SILENT;
        } catch (IOException e) {
            return Probe.SILENT;
        }
    }
}
