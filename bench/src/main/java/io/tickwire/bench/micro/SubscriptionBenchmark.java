package io.tickwire.bench.micro;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A recipient joins a stream that others have, in a pipeline with 64 symbols, and leaves it: the command through its
 * queue, what it opens with, and the change of what is encoded. The yardstick is a concurrent map from streams to sets
 * of recipients, which opens nothing and has no order with the data.
 */
@State(Scope.Thread)
public class SubscriptionBenchmark extends MicroBenchmark
{
    private static final int RECIPIENT = 2;

    private final OneThreadPipeline pipeline = new OneThreadPipeline();
    private final Map<Integer, Set<Integer>> map = new ConcurrentHashMap<>();
    private int index;

    public SubscriptionBenchmark()
    {
        for (int i = 0; i < OneThreadPipeline.SYMBOLS; i++)
        {
            pipeline.want(streamId(i), Conflation.LATEST, Encoding.MSGPACK);
            map.computeIfAbsent(streamId(i), key -> ConcurrentHashMap.newKeySet()).add(1);
        }
    }

    @Benchmark
    public long joinAndLeave()
    {
        final int streamId = streamId(index++);
        pipeline.join(streamId, Conflation.LATEST, Encoding.MSGPACK, RECIPIENT);
        final long bytes = pipeline.step();
        pipeline.leave(streamId, Conflation.LATEST, Encoding.MSGPACK, RECIPIENT);

        return bytes + pipeline.step();
    }

    /**
     * The yardstick.
     */
    @Benchmark
    public boolean concurrentMap()
    {
        final int streamId = streamId(index++);

        return map.get(streamId).add(RECIPIENT) & map.get(streamId).remove(RECIPIENT);
    }

    private static int streamId(final int index)
    {
        return StreamId.of(Channel.PRICE, 1, index & OneThreadPipeline.SYMBOLS - 1);
    }
}
