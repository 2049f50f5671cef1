package io.candlegrid.platform.cli;

import io.candlegrid.platform.testing.TestPlatform;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that was run against the platform of the tests, and what it wrote. */
public record CommandLineRun(int exitCode, String out, String err) {

    /** Runs a command on the data directory of {@link TestPlatform}. */
    public static CommandLineRun of(String... arguments) {
        TestPlatform.rest();
        List<String> all = new ArrayList<>(Arrays.asList(arguments));
        all.add("--data");
        all.add(TestPlatform.dataDirectory().toString());
        return bare(all.toArray(String[]::new));
    }

    /** Runs a command as it is written. */
    public static CommandLineRun bare(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(stream(out), stream(err), false);
        int code = CandlegridCommand.run(console, arguments);
        return new CommandLineRun(
                code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** The one document that was written to standard output. */
    public JsonNode json() {
        return JsonMapper.shared().readTree(out);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }
}
