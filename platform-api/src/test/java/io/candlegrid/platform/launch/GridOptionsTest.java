package io.candlegrid.platform.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GridOptionsTest {

    @Test
    void staysOnThisMachineUnlessAnInterfaceIsNamed() {
        assertThat(GridOptions.read(Map.of()))
                .isEqualTo(new GridOptions("127.0.0.1", 5701, List.of()));
    }

    @Test
    void readsInterfacePortAndMembers() {
        GridOptions options =
                GridOptions.read(
                        Map.of(
                                "CANDLEGRID_GRID_INTERFACE", "10.0.0.5",
                                "CANDLEGRID_GRID_PORT", "6701",
                                "CANDLEGRID_GRID_MEMBERS", " 10.0.0.4:5701, 10.0.0.6:5701 ,"));
        assertThat(options)
                .isEqualTo(
                        new GridOptions(
                                "10.0.0.5", 6701, List.of("10.0.0.4:5701", "10.0.0.6:5701")));
    }

    @Test
    void refusesToListenOnEveryNetwork() {
        assertThatThrownBy(() -> GridOptions.read(Map.of("CANDLEGRID_GRID_INTERFACE", "0.0.0.0")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("no passwords");
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThatThrownBy(() -> GridOptions.read(Map.of("CANDLEGRID_GRID_PORT", "many")))
                .isInstanceOf(StartupProblem.class)
                .hasMessageContaining("CANDLEGRID_GRID_PORT=many");
    }
}
