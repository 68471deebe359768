package io.tickwire.engine.fanout;

import io.tickwire.engine.schema.Channel;

/**
 * The name of a stream, one for the whole server: a channel of a symbol at a venue, or a private channel of an account,
 * in one int. On the wire it is {@code sid}, an unsigned number. The variant is which of the channel's streams it is,
 * where a symbol has several: a candle's interval, a book's depth with or without checksums.
 * <pre>
 *   31      28 27            22 21     18 17                            0
 *  +----------+----------------+---------+-------------------------------+
 *  | channel  | venue          | variant | symbol, or account            |
 *  +----------+----------------+---------+-------------------------------+
 * </pre>
 * Venue 0 stands for streams that belong to a symbol at all venues.
 * Thread: any
 */
public final class StreamId
{
    /** Venue ids are below this. */
    public static final int MAX_VENUES = 1 << 6;

    /** Symbol ids and account ids are below this. */
    public static final int MAX_SUBJECTS = 1 << 18;

    /** Variants are below this. */
    public static final int MAX_VARIANTS = 1 << 4;

    private static final int CHANNEL_SHIFT = 28;
    private static final int VENUE_SHIFT = 22;
    private static final int VARIANT_SHIFT = 18;
    private static final int INSTRUMENT_MASK = MAX_VENUES - 1 << VENUE_SHIFT | MAX_SUBJECTS - 1;

    private StreamId()
    {
    }

    /**
     * The stream of a public channel; of its variants the first.
     */
    public static int of(final Channel channel, final int venueId, final int symbolId)
    {
        return of(channel, venueId, symbolId, 0);
    }

    /**
     * The stream of a variant of a public channel.
     */
    public static int of(final Channel channel, final int venueId, final int symbolId, final int variant)
    {
        if (channel.isPrivate())
        {
            throw new IllegalArgumentException("the channel belongs to accounts: channel=" + channel);
        }
        requireBelow("venueId", venueId, MAX_VENUES);
        requireBelow("symbolId", symbolId, MAX_SUBJECTS);
        requireBelow("variant", variant, MAX_VARIANTS);

        return unchecked(channel, venueId, symbolId) | variant << VARIANT_SHIFT;
    }

    /**
     * The stream of an account's private channel.
     */
    public static int ofAccount(final Channel channel, final int accountId)
    {
        if (!channel.isPrivate())
        {
            throw new IllegalArgumentException("an account has no such channel: channel=" + channel);
        }
        requireBelow("accountId", accountId, MAX_SUBJECTS);

        return unchecked(channel, 0, accountId);
    }

    /**
     * The channel of a stream.
     *
     * @throws IllegalArgumentException where the id was not made here.
     */
    public static Channel channel(final int streamId)
    {
        return Channel.ofCode(streamId >>> CHANNEL_SHIFT);
    }

    /**
     * The code of the channel of a stream that was made here.
     */
    public static int channelCode(final int streamId)
    {
        return streamId >>> CHANNEL_SHIFT;
    }

    /**
     * The stream of another channel of the same symbol and venue; of its variants the first.
     */
    public static int sibling(final int streamId, final Channel channel)
    {
        return channel.code() << CHANNEL_SHIFT | streamId & INSTRUMENT_MASK;
    }

    /**
     * The symbol and the venue of a stream as one number, which is equal where both are.
     */
    public static int instrument(final int streamId)
    {
        return streamId & INSTRUMENT_MASK;
    }

    public static int venueId(final int streamId)
    {
        return streamId >>> VENUE_SHIFT & MAX_VENUES - 1;
    }

    /**
     * Which of the channel's streams of a symbol it is.
     */
    public static int variant(final int streamId)
    {
        return streamId >>> VARIANT_SHIFT & MAX_VARIANTS - 1;
    }

    /**
     * The symbol or, for a private channel, the account.
     */
    public static int subjectId(final int streamId)
    {
        return streamId & MAX_SUBJECTS - 1;
    }

    /**
     * The id as the unsigned number that stands on the wire.
     */
    public static long wireId(final int streamId)
    {
        return Integer.toUnsignedLong(streamId);
    }

    private static int unchecked(final Channel channel, final int venueId, final int subjectId)
    {
        return channel.code() << CHANNEL_SHIFT | venueId << VENUE_SHIFT | subjectId;
    }

    private static void requireBelow(final String what, final int id, final int limit)
    {
        if (id < 0 || id >= limit)
        {
            throw new IllegalArgumentException(what + " must be from 0 to " + (limit - 1) + ": " + what + "=" + id);
        }
    }
}
