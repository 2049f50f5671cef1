package io.candlegrid.platform.launch;

import io.candlegrid.platform.PlatformConfiguration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which parts of the application a set of roles needs. */
final class PlatformModules {

    private PlatformModules() {}

    static Class<?>[] of(Set<Role> roles) {
        List<Class<?>> modules = new ArrayList<>();
        modules.add(PlatformConfiguration.class);
        if (roles.contains(Role.API)) {
            modules.add(io.candlegrid.platform.web.UserInterfaceConfiguration.class);
            modules.add(io.candlegrid.platform.web.OpenApiConfiguration.class);
        }
        return modules.toArray(Class<?>[]::new);
    }
}
