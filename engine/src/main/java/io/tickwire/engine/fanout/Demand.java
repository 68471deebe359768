package io.tickwire.engine.fanout;

import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.BitUtil;

/**
 * Who wants which stream, in which class and encoding: the way by which shards tell the pipelines. Only what is wanted
 * is encoded.
 * <p>
 * Each call is a command that its pipeline takes in between two ticks, and answers with entries in its frame ring:
 * OPENED, then what the recipient missed or the stream's state, then LIVE. From LIVE on, each DATA and GAP entry of
 * that stream, class and encoding is also the recipient's. Commands of one thread keep their order. A subscription to
 * the same stream, class and encoding may be made for any number of recipients; each is ended by itself.
 * Thread: any
 */
public final class Demand
{
    private final DemandQueue[] queues;

    /**
     * @param pipelines     how many there are; a power of two.
     * @param capacityBytes of the commands on their way to each; a power of two from 4 KiB.
     * @param pipelineWait  how pipelines wait, to wake them.
     */
    public Demand(final int pipelines, final int capacityBytes, final WaitStrategy pipelineWait)
    {
        if (pipelines < 1 || !BitUtil.isPowerOfTwo(pipelines))
        {
            throw new IllegalArgumentException("pipelines must be a power of two: pipelines=" + pipelines);
        }
        requireCapacity(capacityBytes);

        queues = new DemandQueue[pipelines];
        for (int i = 0; i < pipelines; i++)
        {
            queues[i] = new DemandQueue(capacityBytes, pipelineWait);
        }
    }

    /**
     * Refuse a capacity that the commands' queue can not have.
     *
     * @throws IllegalArgumentException naming it and its range.
     */
    public static void requireCapacity(final int capacityBytes)
    {
        if (capacityBytes < DemandQueue.MIN_CAPACITY || !BitUtil.isPowerOfTwo(capacityBytes))
        {
            throw new IllegalArgumentException(
                "demand capacity must be a power of two from " + DemandQueue.MIN_CAPACITY +
                ": demandBytes=" + capacityBytes);
        }
    }

    /**
     * Begin a subscription.
     *
     * @return false where the pipeline is behind and there is no room for the command: offer it again later.
     * @throws IllegalArgumentException where a private channel is not asked for raw, or the stream is none.
     */
    public boolean subscribe(final Subscription subscription)
    {
        if (StreamId.channel(subscription.streamId()).isPrivate() && subscription.conflation() != Conflation.RAW)
        {
            throw new IllegalArgumentException(
                "a private channel is never conflated: class=" + subscription.conflation());
        }

        return queueOf(subscription.streamId()).offerSubscribe(subscription);
    }

    /**
     * End a subscription.
     *
     * @return false where there is no room for the command: offer it again later.
     */
    public boolean unsubscribe(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        return queueOf(streamId).offerUnsubscribe(streamId, conflation, encoding, recipient);
    }

    /**
     * Ask for the stream's state, for one recipient that is subscribed.
     *
     * @return false where there is no room for the command: offer it again later.
     */
    public boolean resync(
        final int streamId, final Conflation conflation, final Encoding encoding, final int recipient)
    {
        return queueOf(streamId).offerResync(streamId, conflation, encoding, recipient);
    }

    /**
     * Ask for the candles that are kept of a stream, once; no subscription is needed. They come as HISTORY entries for
     * the recipient, oldest first, then ANSWERED.
     *
     * @param most so many of the newest at the most.
     * @return false where there is no room for the command: offer it again later.
     * @throws IllegalArgumentException where the stream has no candles, or none are asked for.
     */
    public boolean history(final int streamId, final Encoding encoding, final int recipient, final int most)
    {
        if (StreamId.channel(streamId) != Channel.CANDLE)
        {
            throw new IllegalArgumentException(
                "only candles are kept: channel=" + StreamId.channel(streamId));
        }
        if (most < 1)
        {
            throw new IllegalArgumentException("a history has at least one candle: most=" + most);
        }

        return queueOf(streamId).offerHistory(streamId, encoding, recipient, most);
    }

    /**
     * Hand a pipeline its next commands. Only that pipeline calls this.
     *
     * @return how many there were.
     */
    public int drain(final int pipeline, final DemandHandler handler, final int limit)
    {
        return queues[pipeline].drain(handler, limit);
    }

    /**
     * Whether a pipeline has commands to come.
     */
    public boolean isWaiting(final int pipeline)
    {
        return !queues[pipeline].isEmpty();
    }

    /**
     * Which pipeline a stream belongs to.
     *
     * @throws IllegalArgumentException where the id is no stream's.
     */
    public int pipelineOf(final int streamId)
    {
        StreamId.channel(streamId);

        return StreamId.subjectId(streamId) & queues.length - 1;
    }

    private DemandQueue queueOf(final int streamId)
    {
        return queues[pipelineOf(streamId)];
    }
}
