package io.tickwire.engine.fanout;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A replay window that forgets nothing, and works out what a window of its size would still hold.
 */
final class NaiveReplayWindow
{
    private static final int HEAD = 4;

    /** One message, and where it stands. */
    record Message(long position, long timeNs, long sequence, long[] values)
    {
    }

    private final int capacity;
    private final int maxMessages;
    private final long maxAgeNs;

    /** Each stream's messages since it was last begun anew, oldest first. */
    private final Map<Integer, List<Message>> streams = new HashMap<>();
    private long head;

    NaiveReplayWindow(final int bytes, final int maxMessages, final long maxAgeNs)
    {
        this.capacity = bytes / Long.BYTES;
        this.maxMessages = maxMessages;
        this.maxAgeNs = maxAgeNs;
    }

    /**
     * A message never stands across the log's end.
     */
    long append(final int stream, final long nowNs, final long sequence, final long[] values)
    {
        final int length = HEAD + values.length;
        final long left = capacity - head % capacity;
        final long position = length > left ? head + left : head;
        head = position + length;
        messages(stream).add(new Message(position, nowNs, sequence, values));

        return position;
    }

    /**
     * The stream's next message follows none.
     */
    void beginAnew(final int stream)
    {
        streams.remove(stream);
    }

    /**
     * Exactly the messages after a sequence, newest first; or null where there are not all of them.
     */
    List<Message> find(final int stream, final long sequence, final long nowNs)
    {
        final List<Message> messages = messages(stream);
        if (messages.isEmpty() || !holds(messages.get(messages.size() - 1).position))
        {
            return null;
        }

        final List<Message> missed = new ArrayList<>();
        long wanted = messages.get(messages.size() - 1).sequence;
        if (wanted < sequence)
        {
            return null;
        }
        for (int i = messages.size() - 1; wanted > sequence; i--, wanted--)
        {
            if (i < 0 || messages.get(i).sequence != wanted || !holds(messages.get(i).position) ||
                nowNs - messages.get(i).timeNs > maxAgeNs)
            {
                return null;
            }
            missed.add(messages.get(i));
        }

        return missed.size() > maxMessages ? null : missed;
    }

    boolean holds(final long position)
    {
        return position >= 0 && position < head && position >= head - capacity;
    }

    List<Message> messages(final int stream)
    {
        return streams.computeIfAbsent(stream, key -> new ArrayList<>());
    }
}
