package io.candlegrid.domain.identity;

import java.util.UUID;

/** The identity of a user; owns strategies, runs and jobs. */
public record UserId(UUID value) {

    /** The one user of a platform without login. */
    public static final UserId LOCAL = new UserId(new UUID(0, 1));

    @Override
    public String toString() {
        return value.toString();
    }
}
