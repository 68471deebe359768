package io.tickwire.transport.stream.told;

import io.tickwire.engine.fanout.ToldHandler;
import io.tickwire.engine.feed.NameTable;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;
import org.agrona.MutableDirectBuffer;

import java.io.IOException;

/**
 * Ids of names that stand among a message's values are a run's: in the log stand numbers of its own instead.
 * Thread: past
 */
final class ToldTags
{
    private static final int INDICATOR = ToldHandler.INDICATOR_VALUE * Long.BYTES;
    private static final int VENUES = ToldHandler.VENUES_VALUE * Long.BYTES;
    private static final int HALF = 32;
    private static final long HALF_MASK = 0xffff_ffffL;

    private final ToldState state;
    private final Names names;
    private final SegmentLog log;

    ToldTags(final ToldState state, final Names names, final SegmentLog log)
    {
        this.state = state;
        this.names = names;
        this.log = log;
    }

    /**
     * The value that stands for names in the log; new names are said there.
     *
     * @param tag of this run.
     */
    long toLog(final Channel channel, final long tag) throws IOException
    {
        if (channel == Channel.SIGNAL)
        {
            return number(names.indicators().nameOf((int)tag));
        }

        return number(names.venues().nameOf((int)(tag >> ToldHandler.VENUE_BITS))) << HALF |
            number(names.venues().nameOf((int)tag & (1 << ToldHandler.VENUE_BITS) - 1));
    }

    /**
     * Put this run's ids into values that were read.
     *
     * @return false where this run does not know the names.
     */
    boolean toRun(final Channel channel, final MutableDirectBuffer values)
    {
        if (channel == Channel.SIGNAL)
        {
            final int id = id(names.indicators(), values.getLong(INDICATOR));
            values.putLong(INDICATOR, id);

            return id != NameTable.ABSENT;
        }
        if (channel == Channel.ARBITRAGE)
        {
            final long numbers = values.getLong(VENUES);
            final int buy = id(names.venues(), numbers >>> HALF);
            final int sell = id(names.venues(), numbers & HALF_MASK);
            values.putLong(VENUES, (long)buy << ToldHandler.VENUE_BITS | sell);

            return buy != NameTable.ABSENT && sell != NameTable.ABSENT;
        }

        return true;
    }

    static int tagOffset(final Channel channel)
    {
        return channel == Channel.SIGNAL ? INDICATOR : channel == Channel.ARBITRAGE ? VENUES : -1;
    }

    private int id(final NameTable table, final long number)
    {
        final String name = state.name(number);

        return name == null ? NameTable.ABSENT : table.idOf(name);
    }

    private long number(final String name) throws IOException
    {
        final int number = state.nameNumber(name);
        if (number >= 0)
        {
            return number;
        }
        state.writeName(log, -number - 1);

        return -number - 1;
    }
}
