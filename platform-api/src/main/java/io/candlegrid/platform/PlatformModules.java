package io.candlegrid.platform;

import io.candlegrid.platform.backtest.BacktestConfiguration;
import io.candlegrid.platform.exchange.ExchangeConfiguration;
import io.candlegrid.platform.indicator.IndicatorConfiguration;
import io.candlegrid.platform.jobs.JobSystemConfiguration;
import io.candlegrid.platform.jobs.OptimizationConfiguration;
import io.candlegrid.platform.launch.Role;
import io.candlegrid.platform.marketdata.DataCareConfiguration;
import io.candlegrid.platform.marketdata.GapConfiguration;
import io.candlegrid.platform.marketdata.IngestConfiguration;
import io.candlegrid.platform.marketdata.MarketDataConfiguration;
import io.candlegrid.platform.marketdata.StoreConfiguration;
import io.candlegrid.platform.operations.PlatformFiguresConfiguration;
import io.candlegrid.platform.schedule.ScheduleConfiguration;
import io.candlegrid.platform.web.OpenApiConfiguration;
import io.candlegrid.platform.web.UserInterfaceConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which parts of the application a set of roles needs. */
public final class PlatformModules {

    private PlatformModules() {}

    /** Configuration classes for a process of these roles. */
    public static Class<?>[] of(Set<Role> roles) {
        List<Class<?>> modules = new ArrayList<>();
        modules.add(PlatformConfiguration.class);
        modules.add(StoreConfiguration.class);
        modules.add(JobSystemConfiguration.class);
        modules.add(IngestConfiguration.class);
        if (roles.contains(Role.WORKER)) {
            modules.add(IngestConfiguration.Worker.class);
        }
        if (roles.contains(Role.WORKER) || roles.contains(Role.SCHEDULER)) {
            modules.add(IngestConfiguration.Pipelines.class);
        }
        if (roles.contains(Role.SCHEDULER)) {
            modules.add(DataCareConfiguration.class);
            modules.add(PlatformFiguresConfiguration.class);
        }
        if (roles.contains(Role.SCHEDULER) || roles.contains(Role.API)) {
            modules.add(ExchangeConfiguration.class);
            modules.add(ScheduleConfiguration.class);
            modules.add(GapConfiguration.class);
        }
        if (roles.contains(Role.API)) {
            modules.add(UserInterfaceConfiguration.class);
            modules.add(OpenApiConfiguration.class);
            modules.add(MarketDataConfiguration.class);
            modules.add(IndicatorConfiguration.class);
            modules.add(BacktestConfiguration.class);
            modules.add(OptimizationConfiguration.class);
        }
        return modules.toArray(Class<?>[]::new);
    }
}
