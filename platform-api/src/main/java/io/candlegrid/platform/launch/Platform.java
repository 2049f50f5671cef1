package io.candlegrid.platform.launch;

import io.candlegrid.db.server.Endpoints;
import io.candlegrid.db.server.Owner;
import io.candlegrid.db.server.ServerException;
import io.candlegrid.platform.PlatformModules;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/**
 * One running platform process: its servers (when it owns them) and its application context. {@link
 * #close} stops all of it in good order; so does the end of the JVM by a signal.
 */
public final class Platform implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Platform.class);

    private final PlatformOptions options;
    private final Shutdown shutdown;
    private final ConfigurableApplicationContext context;
    private final URI address;

    private Platform(
            PlatformOptions options, Shutdown shutdown, ConfigurableApplicationContext context) {
        this.options = options;
        this.shutdown = shutdown;
        this.context = context;
        this.address = URI.create("http://127.0.0.1:" + port(context));
    }

    /**
     * Starts everything and returns when requests are answered.
     *
     * @throws StartupProblem when something a person can put right keeps it from starting
     */
    public static Platform start(PlatformOptions options, StartupProgress progress) {
        Preflight.check(options);
        ServerLease servers = ServerLease.begin(options, progress);
        Shutdown shutdown = new Shutdown(servers);
        try {
            ConfigurableApplicationContext context = startContext(options, servers, progress);
            shutdown.first(context::close);
            Platform platform = new Platform(options, shutdown, context);
            platform.publishAddress();
            shutdown.first(platform::withdrawAddress);
            return platform;
        } catch (RuntimeException | IOException e) {
            shutdown.close();
            throw explain(options, e);
        }
    }

    /** Where the process answers HTTP. */
    public URI address() {
        return address;
    }

    /** A part of the application, for tests that look behind the REST interface. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Blocks until the platform has been closed. */
    public void awaitClosed() throws InterruptedException {
        shutdown.awaitDone();
    }

    @Override
    public void close() {
        shutdown.close();
    }

    private static ConfigurableApplicationContext startContext(
            PlatformOptions options, ServerLease servers, StartupProgress progress) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.port", options.port());
        properties.put("server.address", "127.0.0.1");
        // On the same disk as the uploads, so that a received file is moved and not copied.
        properties.put("spring.servlet.multipart.location", options.receivedDirectory());
        properties.put("candlegrid.data", options.dataDirectory().toString());
        // The disk that fills up is the one with the data, wherever the process was started.
        properties.put(
                "management.metrics.system.diskspace.paths", options.dataDirectory().toString());
        return new SpringApplicationBuilder(PlatformModules.of(options.roles()))
                .web(WebApplicationType.SERVLET)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .initializers(started -> {
                    var beans = (GenericApplicationContext) started;
                    beans.registerBean(PlatformOptions.class, () -> options);
                    beans.registerBean(StartupProgress.class, () -> progress);
                    beans.registerBean(Endpoints.class, servers::endpoints);
                })
                .run(arguments(properties));
    }

    /** As arguments, because these win over environment variables and files. */
    private static String[] arguments(Map<String, Object> properties) {
        return properties.entrySet().stream()
                .map(property -> "--" + property.getKey() + "=" + property.getValue())
                .toArray(String[]::new);
    }

    private static int port(ConfigurableApplicationContext context) {
        var server = ((WebServerApplicationContext) context).getWebServer();
        return server == null ? 0 : server.getPort();
    }

    private void publishAddress() throws IOException {
        if (options.has(Role.API)) {
            new ApiAddress(address, Owner.ofThisProcess()).publish(options.dataDirectory());
        }
    }

    private void withdrawAddress() {
        if (!options.has(Role.API)) {
            return;
        }
        try {
            new ApiAddress(address, Owner.ofThisProcess()).withdraw(options.dataDirectory());
        } catch (IOException e) {
            LOG.warn("the address file could not be removed: {}", e.getMessage());
        }
    }

    private static RuntimeException explain(PlatformOptions options, Exception failure) {
        for (Throwable cause = failure; cause != null; cause = next(cause)) {
            switch (cause) {
                case StartupProblem problem -> {
                    return problem;
                }
                case ServerException problem -> {
                    return new StartupProblem(sentence(problem), problem);
                }
                case PortInUseException problem -> {
                    return Preflight.portInUse(options.port(), problem);
                }
                default -> {}
            }
        }
        LOG.error("the platform did not start", failure);
        return new StartupProblem(
                "The platform did not start: "
                        + rootMessage(failure)
                        + ". The log in "
                        + options.dataDirectory().resolve("logs")
                        + " has the details.",
                failure);
    }

    private static String sentence(Throwable problem) {
        String message = problem.getMessage();
        return message == null ? problem.toString() : message;
    }

    private static @Nullable Throwable next(Throwable failure) {
        return failure.getCause();
    }

    private static String rootMessage(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = next(root); cause != null; cause = next(root)) {
            root = cause;
        }
        return sentence(root);
    }
}
