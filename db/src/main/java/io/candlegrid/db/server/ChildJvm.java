package io.candlegrid.db.server;

import io.candlegrid.db.server.clickhouse.ClickHouseServerMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;

/** How to start another JVM of this application for the ClickHouse process. */
@FunctionalInterface
public interface ChildJvm {
    /**
     * The command line of a JVM that ends up in {@link ClickHouseServerMain#run}.
     *
     * @param jvmFlags flags for the JVM
     * @param arguments what {@code run} takes
     */
    List<String> command(List<String> jvmFlags, List<String> arguments);

    /**
     * The JVM and class path of this process: the main class on an ordinary class path, the hidden
     * subcommand of an executable Spring Boot jar.
     */
    static ChildJvm likeThisOne() {
        String classPath = System.getProperty("java.class.path");
        boolean executableJar = isExecutableJar(classPath);
        return (jvmFlags, arguments) -> {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(jvmFlags);
            if (executableJar) {
                command.addAll(List.of("-jar", classPath, ClickHouseServerMain.SUBCOMMAND));
            } else {
                command.addAll(List.of("-cp", classPath, ClickHouseServerMain.class.getName()));
            }
            command.addAll(arguments);
            return command;
        };
    }

    private static boolean isExecutableJar(String classPath) {
        if (!classPath.endsWith(".jar") || !Files.isRegularFile(Path.of(classPath))) {
            return false;
        }
        try (JarFile jar = new JarFile(classPath)) {
            return jar.getEntry("BOOT-INF/") != null;
        } catch (IOException e) {
            return false;
        }
    }
}
