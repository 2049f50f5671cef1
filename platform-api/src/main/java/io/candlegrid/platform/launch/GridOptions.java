package io.candlegrid.platform.launch;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * How a process takes part in the grid, from environment variables.
 *
 * @param bindAddress the interface of the grid, {@code CANDLEGRID_GRID_INTERFACE}; this machine
 *     only unless named, because whoever reaches it can use it
 * @param port first port tried, {@code CANDLEGRID_GRID_PORT}
 * @param members {@code host:port} of other members, {@code CANDLEGRID_GRID_MEMBERS}
 */
public record GridOptions(String bindAddress, int port, List<String> members) {

    static final String INTERFACE = "CANDLEGRID_GRID_INTERFACE";
    static final String PORT = "CANDLEGRID_GRID_PORT";
    static final String MEMBERS = "CANDLEGRID_GRID_MEMBERS";

    private static final int DEFAULT_PORT = 5701;

    /**
     * Reads the variables.
     *
     * @throws StartupProblem when one of them can't be understood
     */
    public static GridOptions read(Map<String, String> environment) {
        String bind = environment.getOrDefault(INTERFACE, "127.0.0.1").strip();
        if (bind.equals("0.0.0.0") || bind.equals("::")) {
            throw new StartupProblem(
                    INTERFACE
                            + "="
                            + bind
                            + " would open the grid, which knows no passwords, on every network of"
                            + " this machine. Name the address of the private network instead, e.g."
                            + " 10.0.0.5.");
        }
        List<String> members =
                Arrays.stream(environment.getOrDefault(MEMBERS, "").split(","))
                        .map(String::strip)
                        .filter(member -> !member.isEmpty())
                        .toList();
        return new GridOptions(bind, port(environment), members);
    }

    private static int port(Map<String, String> environment) {
        String text = environment.getOrDefault(PORT, Integer.toString(DEFAULT_PORT)).strip();
        try {
            int port = Integer.parseInt(text);
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new StartupProblem(PORT + "=" + text + " is not a port like 5701.", e);
        }
        throw new StartupProblem(PORT + "=" + text + " is not a port like 5701.");
    }
}
