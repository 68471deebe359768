package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;

import java.util.List;

/**
 * A stream of the log, over all runs. The log has numbers of its own for streams, since ids are a run's.
 * Thread: past
 */
final class ToldStream
{
    final int number;
    final Key key;
    final int priceExponent;
    final int quantityExponent;

    /** The last number that is taken. */
    long sequence;

    /** Where its newest message stands. */
    long newest = SegmentLog.NONE;

    /** Whether its messages are kept. */
    boolean isKept;

    /** When it moved last. */
    long movedMs;

    ToldStream(final int number, final Key key, final int priceExponent, final int quantityExponent)
    {
        this.number = number;
        this.key = key;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /**
     * What a stream is in each run.
     *
     * @param subject the symbol or the account.
     * @param venue   empty for an account.
     * @param seconds of a candle, else 0.
     * Thread: any
     */
    record Key(Channel channel, String subject, String venue, int seconds)
    {
        static Key of(final int streamId, final Names names, final List<Integer> candleSeconds)
        {
            final Channel channel = StreamId.channel(streamId);
            final int subject = StreamId.subjectId(streamId);

            return channel.isPrivate() ?
                new Key(channel, names.accounts().nameOf(subject), "", 0) :
                new Key(
                    channel,
                    names.symbols().get(subject).name(),
                    names.venues().nameOf(StreamId.venueId(streamId)),
                    channel == Channel.CANDLE ? candleSeconds.get(StreamId.variant(streamId)) : 0);
        }
    }
}
