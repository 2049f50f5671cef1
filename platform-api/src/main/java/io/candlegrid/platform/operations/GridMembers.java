package io.candlegrid.platform.operations;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** Who knows the processes of the grid. */
@FunctionalInterface
public interface GridMembers {

    /** The processes that are alive, this one included. */
    List<Member> now();

    /** A process of the grid. */
    @Schema(description = "A process of the grid.")
    record Member(
            @Schema(description = "Another one after every start.") String id,
            @Schema(example = "[\"worker\"]") List<String> roles,
            @Schema(example = "127.0.0.1:5701") String address) {}
}
