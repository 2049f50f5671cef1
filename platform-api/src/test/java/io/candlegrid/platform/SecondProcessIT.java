package io.candlegrid.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.testing.CandlegridProcess;
import io.candlegrid.platform.testing.RestClient;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A second process on the same data directory, as users start it. */
class SecondProcessIT {

    private static final RestClient REST = TestPlatform.rest();

    @Test
    void joinsAsAWorkerOnTheServersOfTheFirst() throws Exception {
        try (CandlegridProcess worker = start("up", "--roles", "worker")) {
            worker.awaitLine("Health and metrics: http://127.0.0.1:");
            assertThat(worker.output()).contains("Using the servers of the platform that runs on");
            assertThat(workers()).hasSize(2);
            worker.terminate();
            assertThat(worker.awaitExit()).isEqualTo(143);
            assertThat(workers()).hasSize(1);
        }
        assertThat(REST.get("/ready").status()).isEqualTo(200);
    }

    @Test
    void isRefusedAsASecondPlatform() throws Exception {
        try (CandlegridProcess second = start("up", "--port", "0")) {
            assertThat(second.awaitExit()).isEqualTo(1);
            assertThat(second.output())
                    .contains("already runs on")
                    .contains(REST.base().toString())
                    .doesNotContain("Exception");
        }
    }

    private static List<String> workers() {
        return REST.get("/api/v1/status")
                .json()
                .path("members")
                .valueStream()
                .filter(member -> member.path("roles").toString().contains("worker"))
                .map(member -> member.path("address").asString())
                .toList();
    }

    private static CandlegridProcess start(String... arguments) throws IOException {
        return CandlegridProcess.start(TestPlatform.dataDirectory(), Map.of(), arguments);
    }
}
