package io.candlegrid.platform.jobs;

import io.candlegrid.batch.jobs.JobSystemSettings;
import io.candlegrid.batch.jobs.Membership;
import io.candlegrid.batch.optimization.JobSystem;
import io.candlegrid.domain.backtest.CausalityGate;
import io.candlegrid.domain.marketdata.RangeReader;
import io.candlegrid.domain.marketdata.SnapshotStore;
import io.candlegrid.domain.optimization.TrialStore;
import io.candlegrid.platform.launch.BuildIdentity;
import io.candlegrid.platform.launch.GridOptions;
import io.candlegrid.platform.launch.PlatformOptions;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.operations.GridMembers;
import io.candlegrid.platform.operations.ReadinessCheck;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** This process's part in the grid: every process joins, its roles say what it does there. */
@Configuration(proxyBeanMethods = false)
public class JobSystemConfiguration {

    private static final long COLUMN_BYTES = 1L << 30;

    @Bean(destroyMethod = "close")
    JobSystem jobSystem(
            PlatformOptions options,
            BuildIdentity build,
            JdbcClient jdbc,
            JobRepository repository,
            PlatformTransactionManager transactions,
            RangeReader stored,
            SnapshotStore snapshots,
            TrialStore trials) {
        GridOptions grid = GridOptions.read(options.environment());
        JobSystemSettings settings =
                new JobSystemSettings(
                        options.roles().stream().map(Role::label).collect(Collectors.toSet()),
                        build.build(),
                        grid.bindAddress(),
                        grid.port(),
                        grid.members(),
                        Runtime.getRuntime().availableProcessors(),
                        COLUMN_BYTES);
        return new JobSystem(
                settings,
                jdbc,
                repository,
                transactions,
                stored,
                CausalityGate.ofRegistry(),
                snapshots,
                trials);
    }

    @Bean
    GridMembers gridMembers(JobSystem system) {
        return () ->
                system.membership().processes().stream()
                        .map(process ->
                                new GridMembers.Member(
                                        process.id().toString(),
                                        List.of(process.roles().split(",")),
                                        process.address()))
                        .toList();
    }

    @Bean
    ReadinessCheck gridCheck(JobSystem system) {
        return new GridCheck(system.membership());
    }

    /** Whether this process is in the grid, and how many members compute. */
    private record GridCheck(Membership membership) implements ReadinessCheck {
        @Override
        public String name() {
            return "grid";
        }

        @Override
        public String probe() {
            int workers = membership.grid().workers().size();
            return workers == 1 ? "1 worker" : workers + " workers";
        }
    }
}
