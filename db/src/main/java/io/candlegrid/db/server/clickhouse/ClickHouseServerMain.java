package io.candlegrid.db.server.clickhouse;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.net.BindException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The process that serves the ClickHouse engine. Started by the platform, it reads the password
 * from the first line of its standard input, ignores ctrl-C and ends when the input ends: with the
 * platform, however that ended.
 */
public final class ClickHouseServerMain {
    /** The hidden subcommand an executable jar starts it with. */
    public static final String SUBCOMMAND = "chdb-server";

    private static final int SIGINT = 2;
    private static final long SIG_IGN = 1;

    private ClickHouseServerMain() {}

    public static void main(String[] args) {
        int code = run(args);
        // The engine's C++ destructors have nothing left to do, and must not run beside its
        // threads.
        Runtime.getRuntime().halt(code);
    }

    /**
     * Serves until the standard input ends or SIGTERM.
     *
     * @param args {@code --library FILE --data DIR --port N --memory BYTES --user NAME}
     * @return the exit code
     */
    public static int run(String[] args) {
        ignoreInterrupt();
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i + 1 < args.length; i += 2) {
            options.put(args[i], args[i + 1]);
        }
        if (!options.keySet()
                .containsAll(List.of("--library", "--data", "--port", "--memory", "--user"))) {
            System.err.println(
                    "usage: --library FILE --data DIR --port N --memory BYTES --user NAME");
            return 2;
        }
        try {
            BufferedReader input =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String password = input.readLine();
            if (password == null) {
                return 0;
            }
            serve(options, password, input);
            return 0;
        } catch (BindException e) {
            System.err.println(
                    "port "
                            + options.get("--port")
                            + " is taken by another program: "
                            + e.getMessage());
        } catch (EngineException e) {
            System.err.println(e.text());
        } catch (IOException | RuntimeException | LinkageError e) {
            System.err.println("the ClickHouse process failed: " + e);
        }
        return 1;
    }

    private static void serve(Map<String, String> options, String password, BufferedReader input)
            throws IOException, EngineException {
        Engine engine =
                Engine.open(
                        Path.of(option(options, "--library")),
                        Path.of(option(options, "--data")),
                        Long.parseLong(option(options, "--memory")));
        RunningQueries queries = new RunningQueries(engine);
        Credentials credentials = new Credentials(option(options, "--user"), password);
        QueryHandler handler = new QueryHandler(engine, credentials, queries);
        HttpFront front =
                new HttpFront(Integer.parseInt(option(options, "--port")), handler::handle);
        AtomicBoolean stopped = new AtomicBoolean();
        Runnable stop =
                () -> {
                    if (stopped.compareAndSet(false, true)) {
                        queries.cancelAll();
                        front.close();
                        engine.close();
                    }
                };
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    stop.run();
                                    // See main: two seconds of C++ destructors for nothing.
                                    Runtime.getRuntime().halt(0);
                                },
                                "stop"));
        front.start();
        System.out.println("ClickHouse serves on port " + front.port());
        input.transferTo(Writer.nullWriter());
        stop.run();
    }

    private static String option(Map<String, String> options, String name) {
        return options.getOrDefault(name, "");
    }

    /**
     * Ctrl-C goes to every process of a terminal; when this one stops is the platform's decision.
     */
    @SuppressWarnings("restricted")
    private static void ignoreInterrupt() {
        Linker linker = Linker.nativeLinker();
        linker.defaultLookup()
                .find("signal")
                .ifPresent(signal -> {
                    try {
                        linker.downcallHandle(
                                        signal, FunctionDescriptor.of(ADDRESS, JAVA_INT, ADDRESS))
                                .invokeWithArguments(SIGINT, MemorySegment.ofAddress(SIG_IGN));
                    } catch (RuntimeException | Error e) {
                        throw e;
                    } catch (Throwable e) {
                        throw new IllegalStateException(e);
                    }
                });
    }
}
