package io.candlegrid.db.marketdata;

import io.candlegrid.domain.marketdata.StoreException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.NestedRuntimeException;

/** Turns what Spring says about PostgreSQL into what the ports promise. */
final class Postgres {

    private Postgres() {}

    static <T extends @Nullable Object> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (NestedRuntimeException e) {
            throw new StoreException("PostgreSQL failed: " + e.getMostSpecificCause(), e);
        }
    }
}
