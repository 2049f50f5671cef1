package io.candlegrid.db.jobs;

/** The fence: somebody else owns the partition now, so nothing may be written. */
public final class ClaimLostException extends RuntimeException {

    public ClaimLostException(PartitionClaim claim) {
        super("claim lost: " + claim);
    }
}
