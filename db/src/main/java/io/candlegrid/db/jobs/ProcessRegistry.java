package io.candlegrid.db.jobs;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The processes of the platform in the table {@code platform_processes}: how they find each other,
 * and the sign of life of their roles. Thread-safe.
 */
public final class ProcessRegistry {

    /** A process that has not been seen for this long counts as gone. */
    public static final Duration GONE_AFTER = Duration.ofSeconds(20);

    private final JdbcClient jdbc;

    public ProcessRegistry(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A process that is alive.
     *
     * @param address {@code host:port} of its grid member
     * @param roles separated by commas
     */
    public record PlatformProcess(
            UUID id, String address, String roles, String version, Instant startedAt) {}

    /** The identity of the platform, made with its database. */
    public UUID clusterId() {
        return jdbc.sql("select cluster_id from platform").query(UUID.class).single();
    }

    /** Processes seen lately, oldest first. */
    public List<PlatformProcess> alive() {
        return jdbc.sql(
                        """
                        select * from platform_processes
                        where seen_at > now() - make_interval(secs => :seconds) order by started_at, id
                        """)
                .param("seconds", GONE_AFTER.toSeconds())
                .query((row, number) ->
                        new PlatformProcess(
                                row.getObject("id", UUID.class),
                                row.getString("address"),
                                row.getString("roles"),
                                row.getString("version"),
                                row.getObject("started_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** Registers a process, or renews its sign of life; forgets those long gone. */
    public void seen(UUID id, String address, String roles, String version) {
        jdbc.sql(
                        """
                        insert into platform_processes (id, address, roles, version)
                        values (:id, :address, :roles, :version)
                        on conflict (id) do update set seen_at = now(), address = excluded.address
                        """)
                .param("id", id)
                .param("address", address)
                .param("roles", roles)
                .param("version", version)
                .update();
        jdbc.sql("delete from platform_processes where seen_at < now() - interval '1 day'")
                .update();
    }

    /** Removes a process that ends. */
    public void gone(UUID id) {
        jdbc.sql("delete from platform_processes where id = :id").param("id", id).update();
    }
}
