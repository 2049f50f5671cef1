package io.candlegrid.db.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** npm here is a script that hands out an archive, so that nothing is fetched. */
class EngineLibraryTest {
    @TempDir private Path directory;

    private static final EnginePackage UNPINNED =
            new EnginePackage("@chdb/lib-test", "1.0", Optional.empty());

    private NpmClient npm(String script) throws IOException {
        Path npm = directory.resolve("npm");
        Files.writeString(npm, "#!/bin/sh\necho \"$@\" >> " + directory + "/calls\n" + script);
        assertThat(npm.toFile().setExecutable(true)).isTrue();
        return new NpmClient(npm.toString());
    }

    private NpmClient archiveGivingNpm() throws IOException {
        return npm(
                """
                if [ "$1" = view ]; then
                  cat %1$s/sum
                else
                  mkdir package && echo engine > package/libchdb.so && tar czf lib.tgz package
                  printf 'sha512-' > %1$s/sum
                  openssl dgst -sha512 -binary lib.tgz | base64 -w0 >> %1$s/sum
                fi
                """
                        .formatted(directory));
    }

    private EngineLibrary library(EnginePackage engine, NpmClient npm, List<String> progress) {
        return new EngineLibrary(engine, directory.resolve("cache"), npm, progress::add);
    }

    @Test
    void theLibraryIsFetchedOnceAndKept() throws IOException {
        List<String> progress = new ArrayList<>();
        EngineLibrary library = library(UNPINNED, archiveGivingNpm(), progress);
        Path first = library.locate();
        assertThat(first).hasContent("engine");
        assertThat(progress).anyMatch(line -> line.startsWith("Fetching ClickHouse"));
        assertThat(library.locate()).isEqualTo(first);
        assertThat(Files.readAllLines(directory.resolve("calls")))
                .containsExactly(
                        "pack @chdb/lib-test@1.0", "view @chdb/lib-test@1.0 dist.integrity");
    }

    @Test
    void twoAtOnceFetchOnce() throws Exception {
        List<String> progress = new CopyOnWriteArrayList<>();
        NpmClient npm = archiveGivingNpm();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.ofPlatform().start(() -> library(UNPINNED, npm, progress).locate()));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(Files.readAllLines(directory.resolve("calls")))
                .filteredOn(call -> call.startsWith("pack"))
                .hasSize(1);
    }

    @Test
    void otherBytesThanThePinnedOnesAreNotUsed() throws IOException {
        EnginePackage pinned =
                new EnginePackage("@chdb/lib-test", "1.0", Optional.of("sha512-AAAA"));
        NpmClient npm = archiveGivingNpm();
        assertThatThrownBy(() -> library(pinned, npm, new ArrayList<>()).locate())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("sha512-AAAA")
                .hasMessageContaining("was not used");
        try (var left = Files.list(directory.resolve("cache"))) {
            assertThat(left.filter(Files::isDirectory)).isEmpty();
        }
    }

    @Test
    void aMissingNpmIsExplainedWithBothWaysOut() {
        NpmClient missing = new NpmClient(directory.resolve("no-npm").toString());
        assertThatThrownBy(() -> library(UNPINNED, missing, new ArrayList<>()).locate())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("install npm")
                .hasMessageContaining("CANDLEGRID_CLICKHOUSE_URL");
    }

    @Test
    void anUnreachableRegistryIsExplainedWithNpmsWords() throws IOException {
        NpmClient offline = npm("echo 'getaddrinfo ENOTFOUND registry' >&2; exit 1\n");
        assertThatThrownBy(() -> library(UNPINNED, offline, new ArrayList<>()).locate())
                .isInstanceOf(ServerException.class)
                .hasMessageContaining("ENOTFOUND")
                .hasMessageContaining("install npm")
                .hasMessageContaining("CANDLEGRID_CLICKHOUSE_URL");
    }
}
