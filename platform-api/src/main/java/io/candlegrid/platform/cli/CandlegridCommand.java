package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.BuildIdentity;
import io.candlegrid.platform.launch.StartupProblem;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The root of the command line; alone it prints what there is. */
@Command(
        name = "candlegrid",
        header =
                "candlegrid: backtests and grid searches over crypto candles, on one machine or many.",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "",
            "Try first:",
            "  candlegrid demo                  data, an optimization and the UI in one go",
            "  candlegrid up                    start the platform and keep it running",
            "  candlegrid import BTCUSDT-1m-2024-01.zip",
            "  candlegrid optimize grid.json --watch",
            ""
        },
        footer = {
            "",
            "'candlegrid COMMAND --help' explains a command. Commands use the platform that runs on"
                    + " the data directory, or start one for as long as they take.",
            "Exit codes: 0 done, 2 something is wrong with what was given, 1 anything else."
        },
        mixinStandardHelpOptions = true,
        versionProvider = CandlegridCommand.Version.class,
        usageHelpAutoWidth = true,
        usageHelpWidth = 96,
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            ImportCommand.class,
            InstrumentCommand.class,
            BacktestCommand.class,
            OptimizeCommand.class,
            JobsCommand.class,
            TopCommand.class,
            StatusCommand.class,
            SimulateCommand.class,
            TestCommand.class,
            BenchCommand.class
        })
public final class CandlegridCommand implements Runnable {

    static final int VALIDATION = 2;

    private final Console console;

    @Spec private @Nullable CommandSpec commandSpec;

    private CandlegridCommand(Console console) {
        this.console = console;
    }

    /** Runs a command line on the process's own streams and returns the exit code. */
    public static int run(String[] args) {
        return run(Console.ofProcess(), args);
    }

    static int run(Console console, String... args) {
        // Numbers look the same everywhere, as they do in the documents.
        Locale.setDefault(Locale.ROOT);
        CommandLine line = new CommandLine(new CandlegridCommand(console), new Commands(console));
        line.setOut(writer(console.out()));
        line.setErr(writer(console.err()));
        line.setExecutionExceptionHandler(
                (failure, command, _) -> explain(failure, console, command.getParseResult()));
        line.setParameterExceptionHandler((problem, _) -> explain(problem, console));
        line.registerConverter(UUID.class, CandlegridCommand::jobId);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        return line.execute(args);
    }

    @Override
    public void run() {
        CommandSpec spec = commandSpec;
        if (spec != null) {
            spec.commandLine().usage(console.out());
        }
    }

    private static UUID jobId(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no job id; 'candlegrid jobs' lists them");
        }
    }

    private static int explain(ParameterException problem, Console console) {
        console.err().println(problem.getMessage());
        UnmatchedArgumentException.printSuggestions(problem, console.err());
        console.err()
                .println(
                        "Try: "
                                + problem.getCommandLine().getCommandSpec().qualifiedName()
                                + " --help");
        return VALIDATION;
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static int explain(Exception failure, Console console, ParseResult parsed)
            throws Exception {
        switch (failure) {
            case ApiFailure answer -> {
                if (parsed.hasMatchedOption("--json")) {
                    console.out().println(answer.body());
                }
                answer.lines().forEach(console.err()::println);
                return answer.isValidation() ? VALIDATION : 1;
            }
            case InputProblem problem -> {
                console.err().println(problem.getMessage());
                return VALIDATION;
            }
            case StartupProblem problem -> console.err().println(problem.getMessage());
            case UncheckedIOException problem -> console.err().println(problem.getMessage());
            default -> throw failure;
        }
        return 1;
    }

    /** Gives every command the console. */
    private record Commands(Console console) implements CommandLine.IFactory {
        @Override
        public <K> K create(Class<K> type) throws Exception {
            try {
                var constructor = type.getDeclaredConstructor(Console.class);
                constructor.setAccessible(true);
                return constructor.newInstance(console);
            } catch (NoSuchMethodException e) {
                return CommandLine.defaultFactory().create(type);
            }
        }
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "candlegrid " + BuildIdentity.current(),
                "Java " + Runtime.version() + " on " + System.getProperty("os.name")
            };
        }
    }
}
