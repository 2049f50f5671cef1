package io.candlegrid.grid.jobs;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.Config;
import com.hazelcast.config.ExecutorConfig;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.core.ExecutionCallback;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.nio.serialization.DataSerializableFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * This process's membership in the grid. Nothing is kept in the grid that can't be lost: it only
 * carries messages. Thread-safe.
 */
public final class GridMember implements GridDispatcher, AutoCloseable {

    private static final String EXECUTOR = "work";
    private static final String SLOTS = "candlegrid.slots";
    private static final int QUEUE_CAPACITY = 256;
    private static final int PORTS = 100;

    private final HazelcastInstance hazelcast;
    private final GridSettings settings;
    private final Map<String, WorkHandler> handlers = new ConcurrentHashMap<>();

    private GridMember(HazelcastInstance hazelcast, GridSettings settings) {
        this.hazelcast = hazelcast;
        this.settings = settings;
        hazelcast.getUserContext().put(WorkTask.HANDLERS, handlers);
    }

    /**
     * Joins the grid.
     *
     * @param handlers executed here when {@code settings.worker()}
     */
    public static GridMember join(GridSettings settings, Collection<WorkHandler> handlers) {
        // The handlers must be there before the first message can arrive.
        Config config = config(settings);
        Map<String, WorkHandler> byName =
                handlers.stream().collect(Collectors.toMap(WorkHandler::name, Function.identity()));
        config.getUserContext().put(WorkTask.HANDLERS, byName);
        GridMember member = new GridMember(Hazelcast.newHazelcastInstance(config), settings);
        member.handlers.putAll(byName);
        return member;
    }

    private static Config config(GridSettings settings) {
        Config config = new Config();
        config.setClusterName(settings.clusterName());
        config.setClassLoader(GridMember.class.getClassLoader());
        config.setLiteMember(!settings.worker());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        config.setProperty("hazelcast.socket.bind.any", "false");
        config.setProperty("hazelcast.heartbeat.interval.seconds", "1");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "10");
        config.setProperty("hazelcast.merge.first.run.delay.seconds", "20");
        config.setProperty("hazelcast.merge.next.run.delay.seconds", "20");
        // Pipelines wait for servers most of the time: one thread does for those that don't block.
        config.getJetConfig().setEnabled(true).setCooperativeThreadCount(1);
        config.getMemberAttributeConfig()
                .setAttribute(SLOTS, Integer.toString(settings.worker() ? settings.slots() : 0));
        config.getSerializationConfig()
                .addDataSerializableFactory(
                        WorkTask.FACTORY_ID, (DataSerializableFactory) typeId -> new WorkTask());
        config.addExecutorConfig(
                new ExecutorConfig(EXECUTOR, settings.slots()).setQueueCapacity(QUEUE_CAPACITY));
        config.getNetworkConfig()
                .setPort(settings.port())
                .setPortAutoIncrement(true)
                .setPortCount(PORTS)
                .setReuseAddress(false)
                .getInterfaces()
                .setEnabled(true)
                .addInterface(settings.bindAddress());
        JoinConfig join = config.getNetworkConfig().getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(settings.seeds());
        return config;
    }

    /**
     * Tells where other members are now, so that halves that started without seeing each other find
     * together.
     */
    public void look(List<String> addresses) {
        hazelcast.getConfig().getNetworkConfig().getJoin().getTcpIpConfig().setMembers(addresses);
    }

    /** The member itself, for the pipelines of this module. */
    public HazelcastInstance hazelcast() {
        return hazelcast;
    }

    /** {@code host:port} that others join by. */
    public String address() {
        return address(hazelcast.getCluster().getLocalMember());
    }

    /** The identity of this member in the grid, which changes when it rejoins. */
    public UUID id() {
        return hazelcast.getCluster().getLocalMember().getUuid();
    }

    /** Whether this process is part of a running grid. */
    public boolean isRunning() {
        return hazelcast.getLifecycleService().isRunning();
    }

    /** Addresses of all members, workers or not. */
    public List<String> members() {
        return hazelcast.getCluster().getMembers().stream().map(GridMember::address).toList();
    }

    @Override
    public List<Worker> workers() {
        return hazelcast.getCluster().getMembers().stream()
                .filter(member -> slots(member) > 0)
                .map(member -> new Worker(member.getUuid(), address(member), slots(member)))
                .toList();
    }

    @Override
    public CompletionStage<Boolean> send(Worker worker, String handler, String message) {
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        Member member =
                hazelcast.getCluster().getMembers().stream()
                        .filter(m -> m.getUuid().equals(worker.id()))
                        .findFirst()
                        .orElse(null);
        if (member == null) {
            answer.completeExceptionally(
                    new IllegalStateException("member=" + worker.address() + " has left the grid"));
            return answer;
        }
        try {
            hazelcast
                    .getExecutorService(EXECUTOR)
                    .submitToMember(
                            new WorkTask(handler, message),
                            member,
                            new ExecutionCallback<Boolean>() {
                                @Override
                                public void onResponse(Boolean response) {
                                    answer.complete(response);
                                }

                                @Override
                                public void onFailure(Throwable failure) {
                                    answer.completeExceptionally(failure);
                                }
                            });
        } catch (RejectedExecutionException e) {
            answer.completeExceptionally(e);
        }
        return answer;
    }

    private static int slots(Member member) {
        String slots = member.getAttribute(SLOTS);
        return slots == null ? 0 : Integer.parseInt(slots);
    }

    private static String address(Member member) {
        return member.getAddress().getHost() + ":" + member.getAddress().getPort();
    }

    @Override
    public void close() {
        hazelcast.shutdown();
    }

    @Override
    public String toString() {
        return "GridMember[" + settings.clusterName() + " " + address() + "]";
    }
}
