package io.candlegrid.platform.launch;

import io.candlegrid.domain.document.ContentHash;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which build of candlegrid is running.
 *
 * @param version the version of the POM
 * @param build eight hexadecimal digits over the content of candlegrid's own jars, so that members
 *     of different builds never form a grid; {@code classes} when run from class directories
 */
public record BuildIdentity(String version, String build) {

    private static final Pattern MODULE_JAR =
            Pattern.compile(
                    "(domain|fastpath|db|grid-compute|batch-jobs|platform-api)-\\d.*\\.jar");
    private static final String RESOURCE = "/io/candlegrid/platform/build.properties";

    /** Reads the identity of the running code. */
    public static BuildIdentity current() {
        return new BuildIdentity(readVersion(), readBuild(System.getProperty("java.class.path")));
    }

    @Override
    public String toString() {
        return version + " (" + build + ")";
    }

    private static String readVersion() {
        Properties properties = new Properties();
        try (InputStream in = BuildIdentity.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("version", "unknown");
    }

    private static String readBuild(String classPath) {
        Path first = Path.of(classPath.split(Pattern.quote(File.pathSeparator))[0]);
        if (!Files.isRegularFile(first)) {
            return "classes";
        }
        MessageDigest digest = ContentHash.newDigest();
        try {
            for (Path jar : moduleJars(first)) {
                digest.update(Files.readAllBytes(jar));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ContentHash.of(digest.digest()).abbreviated();
    }

    /** The application jar, then the module jars in its {@code lib} directory when it has one. */
    private static List<Path> moduleJars(Path application) throws IOException {
        List<Path> jars = new ArrayList<>(List.of(application));
        Path lib = application.resolveSibling("lib");
        if (Files.isDirectory(lib)) {
            try (Stream<Path> files = Files.list(lib)) {
                files.filter(jar -> MODULE_JAR.matcher(jar.getFileName().toString()).matches())
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return jars;
    }
}
