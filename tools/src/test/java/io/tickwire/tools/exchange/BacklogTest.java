package io.tickwire.tools.exchange;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class BacklogTest
{
    private static final int MEGABYTE = 1 << 20;

    private final List<String> notices = new ArrayList<>();
    private final Backlog backlog = new Backlog("mars", notices::add);

    @Test
    void shouldLetGoOfWhoTakesNothing()
    {
        final Stuck wire = new Stuck();
        final Session stuck = new Session(wire, Frames.bare(), null, 2);
        final List<Session> sessions = List.of(stuck);
        stuck.start(new byte[0], 0);
        for (int i = 0; i < 8; i++)
        {
            stuck.send(new byte[MEGABYTE]);
        }
        assertFalse(backlog.isFull(sessions, 0));
        stuck.send(new byte[1]);

        assertTrue(backlog.isFull(sessions, 1));
        assertTrue(backlog.isFull(sessions, 10_000));
        assertFalse(stuck.isClosed());
        backlog.isFull(sessions, 10_001);
        assertTrue(stuck.isClosed());
        assertEquals(0, wire.free.getCount());
        assertEquals(List.of("mars: line 2 takes nothing, and is let go"), notices);
        assertFalse(backlog.isFull(sessions, 10_002));
    }

    /**
     * Takes nothing until it is let go.
     * Thread: any
     */
    private static final class Stuck implements Wire
    {
        private final CountDownLatch free = new CountDownLatch(1);

        @Override
        public void write(final byte[] bytes)
        {
            try
            {
                free.await();
            }
            catch (final InterruptedException ex)
            {
                throw new IllegalStateException(ex);
            }
        }

        @Override
        public void end()
        {
            free.countDown();
        }

        @Override
        public void abort()
        {
            free.countDown();
        }
    }
}
