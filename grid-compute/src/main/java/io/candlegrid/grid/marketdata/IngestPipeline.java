package io.candlegrid.grid.marketdata;

import com.hazelcast.jet.config.JobConfig;
import com.hazelcast.jet.config.ProcessingGuarantee;
import com.hazelcast.jet.pipeline.Pipeline;
import com.hazelcast.jet.pipeline.ServiceFactories;
import com.hazelcast.jet.pipeline.ServiceFactory;
import com.hazelcast.jet.pipeline.Sink;
import com.hazelcast.jet.pipeline.SinkBuilder;
import com.hazelcast.jet.pipeline.SourceBuilder;
import com.hazelcast.jet.pipeline.StreamSource;
import io.candlegrid.domain.marketdata.Market;
import org.jspecify.annotations.Nullable;

/** The shape of a market's pipeline: receive, check, leave out repetitions, store, publish. */
final class IngestPipeline {

    private static final long SNAPSHOT_MILLIS = 10_000;

    private IngestPipeline() {}

    static String name(Market market) {
        return "ingest-" + market.exchange().label() + "-" + market.type().label();
    }

    static JobConfig config(Market market) {
        return new JobConfig()
                .setName(name(market))
                .setProcessingGuarantee(ProcessingGuarantee.AT_LEAST_ONCE)
                .setSnapshotIntervalMillis(SNAPSHOT_MILLIS)
                .setAutoScaling(true)
                .setMetricsEnabled(false);
    }

    static Pipeline of(Market market) {
        int id = market.id();
        Pipeline pipeline = Pipeline.create();
        pipeline.readFrom(source(id))
                .withoutTimestamps()
                .setLocalParallelism(1)
                .filterUsingService(checks(id), CandleCheck::isPlausible)
                .setLocalParallelism(1)
                .setName("validate")
                .filterUsingService(checks(id), CandleCheck::isNews)
                .setLocalParallelism(1)
                .setName("deduplicate")
                .<LiveCandle>customTransform("store", () -> new StoreProcessor(id))
                .setLocalParallelism(1)
                .writeTo(sink(id));
        return pipeline;
    }

    private static StreamSource<LiveCandle> source(int marketId) {
        return SourceBuilder.stream(
                        "receive", context -> new LiveSource(context.hazelcastInstance(), marketId))
                .<LiveCandle>fillBufferFn(LiveSource::fill)
                .destroyFn(IngestPipeline::close)
                .createSnapshotFn(LiveSource::snapshot)
                .restoreSnapshotFn(LiveSource::restore)
                .build();
    }

    private static ServiceFactory<?, CandleCheck> checks(int marketId) {
        return ServiceFactories.nonSharedService(
                context -> new CandleCheck(context.hazelcastInstance(), marketId));
    }

    private static Sink<LiveCandle> sink(int marketId) {
        return SinkBuilder.sinkBuilder(
                        "publish",
                        context -> new PublishSink(context.hazelcastInstance(), marketId))
                .<LiveCandle>receiveFn(PublishSink::add)
                .flushFn(IngestPipeline::flush)
                .preferredLocalParallelism(1)
                .build();
    }

    private static void close(@Nullable LiveSource source) {
        if (source != null) {
            source.close();
        }
    }

    private static void flush(@Nullable PublishSink sink) {
        if (sink != null) {
            sink.flush();
        }
    }
}
