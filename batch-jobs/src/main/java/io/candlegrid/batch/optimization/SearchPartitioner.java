package io.candlegrid.batch.optimization;

import io.candlegrid.batch.jobs.JobSteps;
import io.candlegrid.domain.optimization.SearchStore;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/**
 * The partitions that {@link PrepareTasklet} laid out; their number does not depend on the grid.
 */
final class SearchPartitioner implements Partitioner {

    private final SearchStore searches;

    SearchPartitioner(SearchStore searches) {
        this.searches = searches;
    }

    @Override
    public Map<String, ExecutionContext> partition(int gridSize) {
        Map<String, ExecutionContext> partitions = new TreeMap<>();
        for (SearchStore.PartitionProgress partition : searches.partitions(JobSteps.current())) {
            partitions.put(partition.name(), new ExecutionContext());
        }
        return partitions;
    }
}
