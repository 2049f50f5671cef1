package io.candlegrid.batch.jobs;

import java.time.Duration;

/** How long a dead process keeps what it held; measured on the database's clock. */
final class Leases {

    /** Life of a lease that nobody renews. */
    static final Duration LIFE = Duration.ofSeconds(15);

    /** Time between renewals: three may fail. */
    static final Duration RENEWAL = Duration.ofSeconds(4);

    private Leases() {}
}
