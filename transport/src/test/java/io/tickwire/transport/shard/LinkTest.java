package io.tickwire.transport.shard;

import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinkTest
{
    private static final int STREAM = StreamId.of(Channel.TRADE, 0, 1);
    private static final int MAX_HELD_BYTES = 1 << 22;

    private final SubscribeGroup group =
        new SubscribeGroup(null, "id", Channel.TRADE, List.of("BTC/USD"), null, new HeldRoom(Long.MAX_VALUE), true);
    private final Link link = new Link(
        1, null, null, STREAM, new Audience(0, STREAM, Conflation.RAW, Encoding.JSON), group);

    @Test
    void shouldMakeOneGapOfAllThatIsMissed()
    {
        link.miss(5, 7);
        link.miss(8, 8);
        link.miss(9, 12);
        assertEquals(5, link.gapFrom());
        assertEquals(12, link.gapTo());

        link.clearGap();
        link.miss(20, 21);
        assertEquals(20, link.gapFrom());
        assertEquals(21, link.gapTo());
    }

    @Test
    void shouldResyncOnlySoOften()
    {
        final long nowNs = Long.MAX_VALUE - 5;

        assertEquals(0, link.takeResync(nowNs, 10));
        assertEquals(1, link.takeResync(nowNs + 9, 10));
        assertEquals(0, link.takeResync(nowNs + 10, 10));
        assertEquals(1, link.takeResync(nowNs + 19, 10));
    }

    @Test
    void shouldBeBlockedByWhateverComesFirst()
    {
        assertTrue(link.isBlocked(), "the answer comes first");
        link.leaveGroup();
        assertFalse(link.isBlocked());
        link.owed(true);
        assertTrue(link.isBlocked());
        link.owed(false);
        link.awaitSnapshot(true);
        assertTrue(link.isBlocked());
    }

    @Test
    void shouldAnswerAGroupOnceAllOfItIsOpened()
    {
        group.add(link);
        group.add(link);
        assertFalse(group.isComplete());
        group.onOpened(3);
        assertFalse(group.isComplete());
        group.onOpened(4);

        assertTrue(group.isComplete());
        assertEquals(7, group.replayed());
    }

    @Test
    void shouldHoldFramesUpToABound()
    {
        final int length = 1 << 20;
        final UnsafeBuffer frame = new UnsafeBuffer(new byte[length + 1]);
        for (int i = 0; i < MAX_HELD_BYTES / length; i++)
        {
            frame.putByte(1, (byte)i);
            assertTrue(group.hold(null, frame, 1, length));
        }

        assertFalse(group.hold(null, frame, 0, 1), "the answer can not wait");
        assertEquals(List.of(length, length, length, length, 1), group.lengths());
        for (int i = 0; i < MAX_HELD_BYTES / length; i++)
        {
            assertEquals(i, group.held().getByte(i * length));
        }
    }
}
