package io.candlegrid.batch.jobs;

import io.candlegrid.db.jobs.ProcessRegistry;
import io.candlegrid.grid.jobs.GridMember;
import io.candlegrid.grid.jobs.GridSettings;
import io.candlegrid.grid.jobs.WorkHandler;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * This process as a part of the platform: in the grid and in the list of processes. Thread-safe.
 */
public final class Membership implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Membership.class);

    private final UUID id = UUID.randomUUID();
    private final ProcessRegistry registry;
    private final JobSystemSettings settings;
    private final Heartbeats beats = new Heartbeats();
    private volatile @Nullable GridMember member;

    public Membership(ProcessRegistry registry, JobSystemSettings settings) {
        this.registry = registry;
        this.settings = settings;
    }

    /** The identity of this process, another one after every start. */
    public UUID id() {
        return id;
    }

    /** Joins the processes that are alive and begins to give signs of life. */
    public void join(WorkHandler worker) {
        GridMember joined =
                GridMember.join(
                        new GridSettings(
                                "candlegrid-" + registry.clusterId() + "-" + settings.version(),
                                settings.bindAddress(),
                                settings.gridPort(),
                                addresses(),
                                settings.worker(),
                                settings.slots()),
                        List.of(worker));
        member = joined;
        sayHello(joined);
        beats.start("process " + id, () -> sayHello(joined));
        log.info("{} is {} in the grid, roles {}", id, joined.address(), settings.rolesText());
    }

    private void sayHello(GridMember joined) {
        registry.seen(id, joined.address(), settings.rolesText(), settings.version());
        joined.look(addresses());
    }

    private List<String> addresses() {
        Stream<String> alive =
                registry.alive().stream().map(ProcessRegistry.PlatformProcess::address);
        return Stream.concat(settings.seeds().stream(), alive).distinct().toList();
    }

    /** The grid; {@link #join} comes first. */
    public GridMember grid() {
        return Objects.requireNonNull(member, "join comes first");
    }

    /** The processes of the platform that are alive, this one included. */
    public List<ProcessRegistry.PlatformProcess> processes() {
        return registry.alive();
    }

    @Override
    public void close() {
        beats.close();
        try {
            registry.gone(id);
        } catch (DataAccessException e) {
            log.info("{} is not in the list of processes any more: {}", id, e.toString());
        }
        GridMember joined = member;
        if (joined != null) {
            joined.close();
        }
    }
}
