package io.candlegrid.platform.marketdata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.candlegrid.domain.marketdata.IngestRegistry;
import io.candlegrid.domain.marketdata.Market;
import io.candlegrid.grid.exchange.ExchangeEndpoints;
import io.candlegrid.platform.testing.TestPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Kills one of two members that ingest, with real processes and kill -9. */
class IngestCrashIT {

    /** Slow enough for clocks of several processes to agree within seconds. */
    private static final double FACTOR = 60;

    private static final IngestRegistry REGISTRY = TestPlatform.bean(IngestRegistry.class);

    private record Ingester(Process process, String address) implements AutoCloseable {
        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    @Test
    void missesNothingWhenAMemberIsKilled() throws Exception {
        try (IngestRig rig = IngestRig.open("KILL", 3, FACTOR, 6);
                Ingester first = launch(rig);
                Ingester second = launch(rig)) {
            rig.beginsNow();
            rig.awaitReports(report -> report.candles() > 0);
            String owner = owners().getFirst();
            boolean isFirst = owner.startsWith(first.address() + "#");
            Ingester victim = isFirst ? first : second;
            Ingester survivor = isFirst ? second : first;
            victim.process().destroyForcibly().waitFor();
            int killed = rig.minute();

            await().atMost(IngestRig.PATIENCE)
                    .untilAsserted(() ->
                            assertThat(owners())
                                    .hasSize(Market.ALL.size())
                                    .allMatch(name -> name.startsWith(survivor.address() + "#")));
            rig.awaitMinute(killed + 15);
            rig.awaitTruth(killed + 15);
        }
    }

    private static List<String> owners() {
        return REGISTRY.pipelines().stream()
                .filter(IngestRegistry.Pipeline::fresh)
                .map(IngestRegistry.Pipeline::owner)
                .filter(Objects::nonNull)
                .toList();
    }

    private static Ingester launch(IngestRig rig) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(flag -> flag.startsWith("--"))
                .forEach(command::add);
        command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
        command.add(IngestMemberMain.class.getName());
        command.add(TestPlatform.dataDirectory().toString());
        command.add(rig.cluster());
        command.addAll(rig.clockArguments());
        command.add(
                rig.instruments.stream()
                        .map(id -> id.marketId() + ":" + id.symbol())
                        .collect(Collectors.joining(",")));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        Map<String, String> environment = builder.environment();
        for (Market market : Market.ALL) {
            ExchangeEndpoints there = rig.simulator.endpoints(market);
            environment.put(ExchangeEndpoints.restName(market), there.rest().toString());
            environment.put(ExchangeEndpoints.streamName(market), there.stream().toString());
        }
        Process process = builder.start();
        BufferedReader output = process.inputReader();
        StringBuilder heard = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            heard.append(line).append('\n');
            if (line.startsWith("member ")) {
                Thread.ofVirtual().start(() -> output.lines().forEach(rest -> {}));
                return new Ingester(process, line.substring("member ".length()));
            }
        }
        throw new AssertionError("a member did not start:\n" + heard);
    }
}
