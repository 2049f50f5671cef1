package io.candlegrid.fastpath.differential;

import io.candlegrid.fastpath.simd.Kernels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ObjLongConsumer;

/**
 * Runs many pairs on all cores and prints what they met and where the engines differ. After {@code
 * mvn test-compile}, from the directory of the module:
 *
 * <pre>{@code
 * mvn dependency:build-classpath -Dmdep.outputFile=target/classpath
 * java --add-modules jdk.incubator.vector -cp target/test-classes:target/classes:$(cat target/classpath) \
 *     io.candlegrid.fastpath.differential.DifferentialRun 100000 1000000 1000
 * }</pre>
 *
 * <p>The arguments are the number of pairs, the first seed, and a number of random searches whose
 * every combination is compared besides. Without {@code --add-modules} the fast engine runs on its
 * scalar kernels. The exit code is 1 when the engines differ.
 *
 * <p>All differential tests run on scalar kernels with {@code mvn test
 * -Dcandlegrid.fastpath.vector=false}.
 */
public final class DifferentialRun {

    private static final int PROGRESS = 5_000;

    private DifferentialRun() {}

    public static void main(String[] args) throws InterruptedException, ExecutionException {
        long pairs = Long.parseLong(args[0]);
        long firstSeed = Long.parseLong(args[1]);
        int grids = Integer.parseInt(args[2]);
        System.out.println("kernels: " + Kernels.SUPPORT.description());
        Instant start = Instant.now();
        List<Differential> parts =
                onAllCores(pairs, (part, index) -> part.run(firstSeed + index), "pairs");
        parts.addAll(onAllCores(grids, (part, index) -> part.runGrid(firstSeed + index), "grids"));
        Coverage coverage = new Coverage();
        List<String> differences = new ArrayList<>();
        for (Differential part : parts) {
            coverage.add(part.coverage());
            differences.addAll(part.differences());
        }
        System.out.println(coverage.table());
        differences.forEach(System.out::println);
        System.out.printf(
                "pairs=%d grids=%d seconds=%d differences=%d%n",
                coverage.pairs(),
                grids,
                Duration.between(start, Instant.now()).toSeconds(),
                differences.size());
        System.exit(differences.isEmpty() ? 0 : 1);
    }

    private static List<Differential> onAllCores(
            long count, ObjLongConsumer<Differential> work, String what)
            throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong();
        List<Future<Differential>> futures = new ArrayList<>();
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
            for (int i = 0; i < threads; i++) {
                futures.add(executor.submit(() -> part(next, count, work, what)));
            }
        }
        List<Differential> parts = new ArrayList<>();
        for (Future<Differential> future : futures) {
            parts.add(future.get());
        }
        return parts;
    }

    private static Differential part(
            AtomicLong next, long count, ObjLongConsumer<Differential> work, String what) {
        Differential differential = new Differential();
        for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            work.accept(differential, i);
            if ((i + 1) % PROGRESS == 0) {
                System.out.println(what + "=" + (i + 1));
            }
        }
        return differential;
    }
}
