package io.candlegrid.grid.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GridMemberIT {

    private final String cluster = "test-" + UUID.randomUUID();

    private record Recorder(BlockingQueue<String> received) implements WorkHandler {
        @Override
        public String name() {
            return "echo";
        }

        @Override
        public void handle(String message) {
            if (message.equals("bad")) {
                throw new IllegalArgumentException("message=bad");
            }
            received.add(message);
        }
    }

    private GridMember join(boolean worker, Recorder recorder, List<String> seeds) {
        return GridMember.join(
                new GridSettings(cluster, "127.0.0.1", 5801, seeds, worker, 2), List.of(recorder));
    }

    @Test
    void shouldDeliverWorkToTheWorkerThatWasChosenAndOnlyListensOnLoopback() throws Exception {
        Recorder desk = new Recorder(new LinkedBlockingQueue<>());
        Recorder worker = new Recorder(new LinkedBlockingQueue<>());
        try (GridMember first = join(false, desk, List.of());
                GridMember second = join(true, worker, List.of(first.address()))) {
            assertThat(first.members()).hasSize(2);
            assertThat(first.workers()).hasSize(1);
            assertThat(first.workers().getFirst().address()).isEqualTo(second.address());
            assertThat(second.address()).startsWith("127.0.0.1:");

            first.send(first.workers().getFirst(), "echo", "hello")
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);

            assertThat(worker.received()).containsExactly("hello");
            assertThat(desk.received()).isEmpty();
        }
    }

    @Test
    void shouldReportAHandlerThatThrowsAndAMemberThatLeft() {
        Recorder recorder = new Recorder(new LinkedBlockingQueue<>());
        try (GridMember first = join(true, recorder, List.of())) {
            GridDispatcher.Worker here = first.workers().getFirst();
            assertThatThrownBy(() ->
                            first.send(here, "echo", "bad")
                                    .toCompletableFuture()
                                    .get(20, TimeUnit.SECONDS))
                    .hasRootCauseMessage("message=bad");
            GridDispatcher.Worker gone =
                    new GridDispatcher.Worker(UUID.randomUUID(), "127.0.0.1:1", 1);
            assertThatThrownBy(() ->
                            first.send(gone, "echo", "x")
                                    .toCompletableFuture()
                                    .get(20, TimeUnit.SECONDS))
                    .hasMessageContaining("127.0.0.1:1 has left");
        }
    }
}
