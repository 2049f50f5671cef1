package io.candlegrid.domain.jobs;

import java.util.Locale;

/**
 * Where a job is in its life. All transitions: QUEUED → RUNNING (taken by a scheduler), RUNNING →
 * STOPPING (asked to stop) → STOPPED, RUNNING → COMPLETED or FAILED, QUEUED → STOPPED, STOPPED or
 * FAILED → QUEUED (explicit restart).
 */
public enum JobState {
    QUEUED,
    RUNNING,
    STOPPING,
    STOPPED,
    COMPLETED,
    FAILED;

    /** Whether nothing more happens unless somebody asks for it. */
    public boolean isTerminal() {
        return this == STOPPED || this == COMPLETED || this == FAILED;
    }

    /** Whether the transition is one of those listed above. */
    public boolean canBecome(JobState next) {
        return switch (this) {
            case QUEUED -> next == RUNNING || next == STOPPED;
            case RUNNING -> next == STOPPING || next == COMPLETED || next == FAILED;
            case STOPPING -> next == STOPPED || next == COMPLETED || next == FAILED;
            case STOPPED, FAILED -> next == QUEUED;
            case COMPLETED -> false;
        };
    }

    /** Lower-case name. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
