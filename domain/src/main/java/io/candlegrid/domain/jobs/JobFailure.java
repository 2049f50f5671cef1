package io.candlegrid.domain.jobs;

import java.util.Locale;

/**
 * Why a job failed for good: trying again would fail again.
 *
 * @param message a sentence for the user
 */
public record JobFailure(Code code, String message) {

    /** What kind of failure it was; the name in documents is the lower-case name. */
    public enum Code {
        /** The job was submitted to an engine whose numbers differ. */
        ENGINE_CHANGED,
        /** The candles of the range are not those the job was submitted with. */
        DATA_CHANGED,
        /** The reference engine disagreed with the fast engine. */
        VERIFICATION_FAILED,
        /** The same partition or step failed too often. */
        TOO_MANY_FAILURES;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Override
    public String toString() {
        return code.label() + ": " + message;
    }
}
