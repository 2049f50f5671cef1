package io.candlegrid.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.candlegrid.db.server.Owner;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreflightTest {

    @TempDir private Path directory = Path.of("");

    @Test
    void namesThePortThatIsInUseAndAnother() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            assertThatThrownBy(() -> Preflight.check(options(port, Set.of(Role.API))))
                    .isInstanceOf(StartupProblem.class)
                    .hasMessageContaining("Port " + port)
                    .hasMessageContaining("--port");
        }
    }

    @Test
    void keepsASecondPlatformOffTheDirectory() throws IOException {
        ApiAddress running =
                new ApiAddress(URI.create("http://127.0.0.1:1"), Owner.ofThisProcess());
        running.publish(directory);
        assertThatThrownBy(() -> Preflight.check(options(0, Set.of(Role.API))))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("http://127.0.0.1:1")
                .hasMessageContaining("--data DIR");
        Preflight.check(options(0, Set.of(Role.WORKER)));
        running.withdraw(directory);
        Preflight.check(options(0, Set.of(Role.API)));
    }

    @Test
    void forgetsAPlatformThatWasKilled() throws IOException {
        long unusedPid = 4_000_000;
        new ApiAddress(URI.create("http://127.0.0.1:1"), new Owner(unusedPid, Instant.EPOCH))
                .publish(directory);
        assertThat(ApiAddress.read(directory)).isEmpty();
        Preflight.check(options(0, Set.of(Role.API)));
    }

    @Test
    void keepsTheAddressFileFromOtherUsers() throws IOException {
        new ApiAddress(URI.create("http://127.0.0.1:1"), Owner.ofThisProcess()).publish(directory);
        assertThat(Files.getPosixFilePermissions(directory.resolve("run/api.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void refusesToAnswerOtherMachinesWithoutALogin() {
        PlatformOptions open =
                new PlatformOptions(directory, Role.all(), 0, Map.of("SERVER_ADDRESS", "0.0.0.0"));
        assertThatThrownBy(() -> Preflight.check(open))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("SERVER_ADDRESS=0.0.0.0")
                .hasMessageContaining("ssh -L");
    }

    @Test
    void saysWhatIsWrongWithADirectoryThatCannotBe() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "not a directory");
        PlatformOptions options =
                new PlatformOptions(file.resolve("data"), Role.all(), 0, Map.of());
        assertThatThrownBy(() -> Preflight.check(options))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("--data DIR");
    }

    private PlatformOptions options(int port, Set<Role> roles) {
        return new PlatformOptions(directory, roles, port, Map.of());
    }
}
