package io.candlegrid.batch.jobs;

import io.candlegrid.domain.jobs.JobId;
import java.util.List;

/** Which partition a worker is asked to execute: {@code job/stepExecution/stepName}. */
record PartitionMessage(JobId job, long stepExecutionId, String stepName) {

    static final String HANDLER = "partition";

    static PartitionMessage parse(String text) {
        List<String> parts = List.of(text.split("/", 3));
        if (parts.size() != 3) {
            throw new IllegalArgumentException("message=" + text);
        }
        JobId job =
                JobId.parse(parts.get(0))
                        .orElseThrow(() -> new IllegalArgumentException("message=" + text));
        return new PartitionMessage(job, Long.parseLong(parts.get(1)), parts.get(2));
    }

    /** The manager's step: {@code search} of {@code search:partition-0003}. */
    String managerStep() {
        return stepName.substring(0, stepName.indexOf(':'));
    }

    @Override
    public String toString() {
        return job + "/" + stepExecutionId + "/" + stepName;
    }
}
