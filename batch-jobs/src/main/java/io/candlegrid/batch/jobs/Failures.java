package io.candlegrid.batch.jobs;

import org.jspecify.annotations.Nullable;

/** Looks for what a failure was caused by. */
final class Failures {

    private static final int MAX_DEPTH = 20;

    private Failures() {}

    /** The failure itself or the nearest cause that is of a type; null when there is none. */
    static <T extends Throwable> @Nullable T find(Throwable failure, Class<T> type) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
            if (type.isInstance(cause)) {
                return type.cast(cause);
            }
            cause = cause.getCause();
        }
        return null;
    }
}
