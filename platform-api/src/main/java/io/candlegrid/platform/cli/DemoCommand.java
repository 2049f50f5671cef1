package io.candlegrid.platform.cli;

import io.candlegrid.platform.launch.Platform;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.launch.StartupProblem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Shows the main road: data, a grid search over it, its best rows, the UI. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = {
            "Bring everything up, import a synthetic year (and the real archives of --shared-data"
                    + " when they are there), search 100,000 combinations, print the best ten and"
                    + " keep serving, with live candles of four simulated markets.",
            "A second run finds its data and its results and is done in seconds."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int ROWS = 10;

    private final Console console;

    @Mixin private DataOption data = new DataOption();

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "" + PlatformOptions.DEFAULT_PORT,
            description = "Port of the UI and the REST interface (default: ${DEFAULT-VALUE}).")
    private int port = PlatformOptions.DEFAULT_PORT;

    @Option(
            names = "--shared-data",
            paramLabel = "DIR",
            description = "Where real archives lie (default: ../shared/data of the source tree).")
    private @Nullable Path sharedData;

    @Option(
            names = "--exit",
            description = "End after the results instead of serving on; for scripts.")
    private boolean exit;

    DemoCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Optional<ApiClient> running = PlatformSession.findRunning(data.directory());
        if (running.isPresent()) {
            try (ApiClient api = running.get()) {
                console.err().println("Using the platform that runs at " + api.base());
                show(api);
                console.out().println("The UI: " + api.base());
            }
            return 0;
        }
        Logs.writeTo(new PlatformOptions(data.directory(), Role.all(), port, System.getenv()));
        try (Simulation simulation = Simulation.start()) {
            run(simulation);
        }
        return 0;
    }

    private void run(Simulation simulation) throws InterruptedException {
        PlatformOptions options =
                new PlatformOptions(
                        data.directory(), Role.all(), port, simulation.in(System.getenv()));
        console.err().println("Step 1: starting candlegrid on " + options.dataDirectory());
        Startup startup = new Startup(console);
        try (Platform platform = Platform.start(options, startup);
                ApiClient api = new ApiClient(platform.address())) {
            startup.done();
            show(api);
            showLive(api, simulation);
            console.out().println("The UI: " + api.base());
            if (!exit) {
                console.out().println("Serving until ctrl-C.");
                platform.awaitClosed();
            }
        }
    }

    /** After the searches, which the first minute belongs to. */
    private void showLive(ApiClient api, Simulation simulation) throws InterruptedException {
        console.err()
                .println(
                        "Live: four simulated markets, the last hour first and then a candle of"
                                + " each symbol every minute");
        simulation.subscribe(api);
        IngestTable.printWhenLive(api, console.out());
    }

    private void show(ApiClient api) throws InterruptedException {
        console.err().println("Step 2: importing data (a year of candles takes a few seconds)");
        importSynthetic(api);
        importReal(api);
        console.err()
                .println(
                        "Step 3: 100,000 combinations of two moving averages over 525,600 candles"
                                + " (under a minute)");
        search(api, DemoDocuments.syntheticSearch());
        Optional<Series> real = longestReal(api);
        if (real.isPresent()) {
            Series series = real.get();
            console.err()
                    .printf(
                            "Step 4: 10,000 combinations over %,d real candles of %s%n",
                            series.candles(), series.key());
            search(
                    api,
                    DemoDocuments.realSearch(
                            series.market(), series.symbol(), series.from(), series.to()));
        }
    }

    private void importSynthetic(ApiClient api) throws InterruptedException {
        String job =
                api.post("/api/v1/imports/synthetic", DemoDocuments.SYNTHETIC)
                        .path("job")
                        .asString();
        ImportWatch.print(new ImportWatch(api, console).toEnd(job), console.err());
    }

    private void importReal(ApiClient api) throws InterruptedException {
        List<Path> archives = SharedArchives.find(sharedData);
        if (archives.isEmpty()) {
            console.err().println("No real archives found: the demo shows made-up candles only.");
            return;
        }
        try {
            JsonNode answer = api.upload("/api/v1/imports", archives, List.of());
            JsonNode report = new ImportWatch(api, console).toEnd(answer.path("job").asString());
            ImportWatch.print(report, console.err());
        } catch (IOException e) {
            throw new UncheckedIOException("An archive can't be read: " + e.getMessage(), e);
        }
    }

    private void search(ApiClient api, Map<String, Object> document) throws InterruptedException {
        JsonNode submitted = api.post("/api/v1/jobs/optimizations", document);
        String job = submitted.path("job").asString();
        String state = submitted.path("state").asString();
        if (state.equals("STOPPED") || state.equals("FAILED")) {
            api.post("/api/v1/jobs/" + job + "/restart", null);
        }
        String end = new JobWatch(api, console).toEnd(job);
        if (!end.equals("COMPLETED")) {
            throw new StartupProblem(
                    "The optimization ended "
                            + end
                            + ": "
                            + api.get("/api/v1/jobs/" + job).path("failure").asString(""));
        }
        JsonNode result = api.get("/api/v1/jobs/" + job + "/top?limit=" + ROWS);
        double seconds = result.path("seconds").path("search").asDouble();
        double work =
                result.path("counts").path("evaluated").asDouble()
                        * submitted.path("bars").asDouble();
        console.err()
                .printf(
                        "Searched in %.1f s: %.2e bar-combinations per second%n",
                        seconds, seconds > 0 ? work / seconds : 0);
        TopTable.print(result, ROWS, console.out());
        console.out().println("Result: " + api.base() + "/jobs/" + job);
    }

    private static Optional<Series> longestReal(ApiClient api) {
        Series longest = null;
        for (JsonNode stored : api.get("/api/v1/coverage")) {
            long candles = stored.path("candles").asLong();
            boolean real = !stored.path("synthetic").asBoolean();
            if (real && (longest == null || candles > longest.candles())) {
                longest = Series.of(stored);
            }
        }
        return Optional.ofNullable(longest);
    }

    /** A stored series. */
    private record Series(
            int market, String symbol, String key, long candles, String from, String to) {
        static Series of(JsonNode stored) {
            return new Series(
                    stored.path("market_id").asInt(),
                    stored.path("symbol").asString(),
                    stored.path("instrument_key").asString(),
                    stored.path("candles").asLong(),
                    stored.path("first").asString(),
                    Instant.parse(stored.path("last").asString()).plusSeconds(60).toString());
        }
    }
}
