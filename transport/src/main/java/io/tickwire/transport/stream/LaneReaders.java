package io.tickwire.transport.stream;

import io.aeron.driver.status.StreamCounter;
import io.aeron.driver.status.SubscriberPos;
import io.tickwire.transport.stream.journal.JournalFiles;
import org.agrona.concurrent.AtomicBuffer;
import org.agrona.concurrent.status.CountersReader;

/**
 * Who reads the stream, as the driver's counters tell it: a subscription has one of its position for each session.
 * Thread: stream
 */
final class LaneReaders
{
    private final CountersReader counters;
    private long newestId = Long.MIN_VALUE;

    /**
     * @param counters of the driver, which outlive the thread.
     */
    LaneReaders(final CountersReader counters)
    {
        this.counters = counters;
    }

    /**
     * Whether somebody has come since it was asked last: the numbers of subscriptions grow.
     */
    boolean hasNew()
    {
        final long before = newestId;
        final AtomicBuffer values = counters.metaDataBuffer();
        final int end = counters.maxCounterId();
        for (int id = 0; id <= end && counters.getCounterState(id) != CountersReader.RECORD_UNUSED; id++)
        {
            if (counters.getCounterState(id) == CountersReader.RECORD_ALLOCATED &&
                counters.getCounterTypeId(id) == SubscriberPos.SUBSCRIBER_POSITION_TYPE_ID)
            {
                final int key = CountersReader.metaDataOffset(id) + CountersReader.KEY_OFFSET;
                if (values.getInt(key + StreamCounter.STREAM_ID_OFFSET) == JournalFiles.TICKS_STREAM_ID)
                {
                    newestId = Math.max(newestId, values.getLong(key + StreamCounter.REGISTRATION_ID_OFFSET));
                }
            }
        }

        return newestId != before;
    }
}
