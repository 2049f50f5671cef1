package io.candlegrid.benchmarks;

import io.candlegrid.benchmarks.grid.GridCase;
import io.candlegrid.benchmarks.section.GridSection;
import io.candlegrid.benchmarks.section.KernelSection;
import io.candlegrid.benchmarks.section.MemorySection;
import io.candlegrid.benchmarks.section.ScalingSection;
import io.candlegrid.benchmarks.section.Section;
import io.candlegrid.fastpath.simd.Kernels;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares and times the fast engine beside its peers, prints a table for each section and writes
 * the document {@code benchmarks/v1}. The JVM needs the flags of the start script.
 */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Times the engine beside ta4j and a scalar loop, after checking that results are equal.",
            "Sections: a SMA cross, b RSI thresholds, c Bollinger bands with stops inside the bar,",
            "d EMA cross with shorts and a trailing stop; kernels, scaling, memory.",
            "\"bench jmh [arguments]\" runs the JMH benchmarks instead.",
            ""
        })
public final class BenchMain implements Callable<Integer> {

    @Spec private CommandSpec command = CommandSpec.create();

    @Option(names = "--quick", description = "Shorter runs: about two minutes for everything.")
    private boolean quick;

    @Option(
            names = "--only",
            split = ",",
            paramLabel = "SECTION",
            description = "Only these sections: a,b,c,d,kernels,scaling,memory.")
    private List<String> only = List.of();

    @Option(
            names = "--out",
            paramLabel = "FILE",
            defaultValue = "benchmarks.json",
            description = "Where the JSON goes (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("benchmarks.json");

    /** Entry of the jar. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("jmh")) {
            org.openjdk.jmh.Main.main(Arrays.copyOfRange(args, 1, args.length));
            return;
        }
        System.exit(new CommandLine(new BenchMain()).execute(args));
    }

    @Override
    public Integer call() throws Exception {
        Map<String, Supplier<Section>> sections = sections();
        for (String name : only) {
            if (!sections.containsKey(name)) {
                throw new ParameterException(
                        command.commandLine(),
                        "--only " + name + ": there are " + String.join(", ", sections.keySet()));
            }
        }
        PrintStream console = System.out;
        ObjectNode document = machine();
        console.printf(
                "%s, Java %s, %s processors, %s%n",
                Kernels.SUPPORT.description(),
                Runtime.version(),
                Runtime.getRuntime().availableProcessors(),
                document.path("machine").asString());
        ObjectNode results = document.putObject("sections");
        for (Map.Entry<String, Supplier<Section>> entry : sections.entrySet()) {
            if (only.isEmpty() || only.contains(entry.getKey())) {
                results.set(entry.getKey(), entry.getValue().get().run(console));
            }
        }
        Files.writeString(out, document.toPrettyString(), StandardCharsets.UTF_8);
        console.println("\nWritten to " + out.toAbsolutePath());
        return 0;
    }

    private Map<String, Supplier<Section>> sections() {
        Map<String, Supplier<Section>> sections = new LinkedHashMap<>();
        for (GridCase which : GridCase.values()) {
            sections.put(which.id(), () -> new GridSection(which, quick));
        }
        sections.put("kernels", () -> new KernelSection(quick));
        sections.put("scaling", () -> new ScalingSection(quick));
        sections.put("memory", () -> new MemorySection(quick));
        return sections;
    }

    private ObjectNode machine() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("schema", "benchmarks/v1")
                .put("at", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("quick", quick)
                .put("machine", System.getProperty("os.name") + " " + System.getProperty("os.arch"))
                .put("java", Runtime.version().toString())
                .put("kernels", Kernels.SUPPORT.description())
                .put("processors", Runtime.getRuntime().availableProcessors())
                .put("max_heap_bytes", Runtime.getRuntime().maxMemory());
    }
}
