package io.tickwire.transport.ingest;

import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.Reply;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The ticks of a frame that were refused: all are counted, the first are told.
 * Thread: io-<n>
 */
final class Refusals
{
    private static final int MAX_TOLD = 16;

    private final List<Map<String, Object>> told = new ArrayList<>();
    private int count;

    void clear()
    {
        if (count > 0)
        {
            told.clear();
            count = 0;
        }
    }

    /**
     * @param index of the tick in its frame, from 0.
     */
    void add(final int index, final String fault)
    {
        count++;
        if (told.size() < MAX_TOLD)
        {
            told.add(Map.of("index", index, "message", fault));
        }
    }

    int count()
    {
        return count;
    }

    /**
     * @param sequence of the frame; 0: it has none.
     */
    Reply reply(final long sequence)
    {
        final Reply reply = Reply.error(
            ErrorCode.INVALID_TICK, "tick " + told.get(0).get("index") + ": " + told.get(0).get("message"), null);
        if (sequence > 0)
        {
            reply.with("seq", sequence);
        }

        return reply.with("refused", count).with("ticks", List.copyOf(told));
    }
}
