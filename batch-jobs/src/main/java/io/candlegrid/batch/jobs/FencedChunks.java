package io.candlegrid.batch.jobs;

import java.util.function.BooleanSupplier;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.item.ChunkOrientedStep;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.transaction.PlatformTransactionManager;

/** Chunk-oriented steps of one item a transaction that stop between items, never by interrupt. */
public final class FencedChunks {

    private FencedChunks() {}

    /**
     * A step for one execution of a partition.
     *
     * @param writer calls the fence first
     */
    public static <I, O> Step step(
            StepExecution execution,
            ItemStreamReader<I> reader,
            ItemProcessor<I, O> processor,
            ItemWriter<O> writer,
            JobRepository repository,
            PlatformTransactionManager transactions,
            BooleanSupplier stop) {
        ChunkOrientedStep<I, O> step =
                new ChunkOrientedStep<>(execution.getStepName(), 1, reader, writer, repository);
        step.setItemProcessor(processor);
        step.setTransactionManager(transactions);
        step.setInterruptionPolicy(running -> {
            if (stop.getAsBoolean()) {
                running.setTerminateOnly();
                throw new JobInterruptedException("the job was stopped or taken over");
            }
        });
        try {
            step.afterPropertiesSet();
        } catch (Exception e) {
            throw new IllegalStateException("step=" + execution.getStepName(), e);
        }
        return step;
    }
}
