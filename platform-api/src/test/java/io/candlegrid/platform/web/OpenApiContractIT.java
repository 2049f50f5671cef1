package io.candlegrid.platform.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.candlegrid.platform.testing.TestPlatform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Keeps the committed OpenAPI document equal to the running one; {@code docs/rest.md} says how to
 * write it anew.
 */
class OpenApiContractIT {

    private static final Path COMMITTED = Path.of("src/main/openapi/openapi.json");

    @Test
    void isTheCommittedDocument() throws IOException {
        String running = TestPlatform.rest().get("/api/v1/openapi.json").body().strip() + "\n";
        if (Boolean.getBoolean("candlegrid.openapi.write")) {
            Files.writeString(COMMITTED, running);
        }
        assertThat(running)
                .as("src/main/openapi/openapi.json; docs/rest.md says how to write it anew")
                .isEqualTo(Files.readString(COMMITTED));
    }
}
