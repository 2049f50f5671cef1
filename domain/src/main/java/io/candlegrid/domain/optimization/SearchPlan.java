package io.candlegrid.domain.optimization;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How the indices of a search are cut into partitions and batches, a pure function of the parameter
 * space: every member and every restart computes the same plan. Borders lie on multiples of the
 * innermost axes' count where that keeps the parts even, because combinations that differ only in
 * their last digits share columns; batches are large for the same reason, and still a commit every
 * second or two of an ordinary search.
 *
 * @param size number of indices
 * @param partitions in order, without gap, 1 to {@value #MAX_PARTITIONS} of them
 * @param batchSize indices of a batch, the last of a partition may have fewer
 */
public record SearchPlan(long size, List<Partition> partitions, int batchSize) {

    public static final int MAX_PARTITIONS = 64;
    public static final int MIN_BATCH = 1_000;
    public static final int MAX_BATCH = 10_000;

    /** Partitions that a search of ordinary size is cut into. */
    private static final int USUAL_PARTITIONS = 16;

    /** Indices from which a partition is cut further, while there may be more of them. */
    private static final long LARGE_PARTITION = 250_000;

    /**
     * A range of indices [from, to) that one member works on at a time.
     *
     * @param name the same for the same plan, e.g. {@code partition-0003}
     */
    public record Partition(String name, long from, long to) {

        /** Number of indices. */
        public long size() {
            return to - from;
        }
    }

    public SearchPlan {
        partitions = List.copyOf(partitions);
    }

    /** The plan of a space. */
    public static SearchPlan of(ParameterSpace space) {
        long size = space.size();
        int count = partitionCount(size);
        long unit = alignment(space, size / count);
        List<Partition> partitions = new ArrayList<>(count);
        long rows = size / unit;
        long from = 0;
        for (int i = 1; i <= count; i++) {
            long to = i == count ? size : i * rows / count * unit;
            partitions.add(
                    new Partition(String.format(Locale.ROOT, "partition-%04d", i - 1), from, to));
            from = to;
        }
        return new SearchPlan(size, partitions, batchSize(size / count, unit));
    }

    /**
     * End of the batch that begins at an index of a partition, at most the partition's end. Batches
     * begin at the partition's start and wherever the last one ended.
     */
    public long batchEnd(Partition partition, long from) {
        if (from < partition.from() || from >= partition.to()) {
            throw new IllegalArgumentException(
                    "from="
                            + from
                            + " is not in "
                            + partition.name()
                            + " ["
                            + partition.from()
                            + ", "
                            + partition.to()
                            + ")");
        }
        return Math.min(partition.to(), from + batchSize);
    }

    /** Number of batches of a partition. */
    public long batches(Partition partition) {
        return Math.ceilDiv(partition.size(), batchSize);
    }

    /** At least two batches of the smallest size each, more partitions only for long searches. */
    private static int partitionCount(long size) {
        long most = Math.clamp(size / LARGE_PARTITION, USUAL_PARTITIONS, MAX_PARTITIONS);
        return (int) Math.clamp(size / (2 * MIN_BATCH), 1, most);
    }

    /** The largest count of combinations of inner axes that is small beside a partition. */
    private static long alignment(ParameterSpace space, long partition) {
        long unit = 1;
        long inner = 1;
        for (int i = space.axes().size() - 1; i >= 0; i--) {
            inner *= space.axes().get(i).count();
            if (inner > partition / 4) {
                break;
            }
            unit = inner;
        }
        return unit;
    }

    private static int batchSize(long partition, long unit) {
        long wanted = Math.clamp(partition, MIN_BATCH, MAX_BATCH);
        if (unit > wanted) {
            return (int) wanted;
        }
        long aligned = wanted / unit * unit;
        if (aligned < MIN_BATCH) {
            aligned += unit;
        }
        return (int) (aligned > MAX_BATCH ? wanted : aligned);
    }
}
