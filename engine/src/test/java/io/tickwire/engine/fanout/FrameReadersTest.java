package io.tickwire.engine.fanout;

import com.lmax.disruptor.TimeoutBlockingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FrameReadersTest
{
    /** Longer than the test may take: who waits so must be woken. */
    private static final long SLICE_S = 120;

    private final List<Integer> streams = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void shouldBeWokenByAPublicationInAnyRing(final int count) throws InterruptedException
    {
        final List<FrameRing> rings = rings(count, new TimeoutBlockingWaitStrategy(SLICE_S, TimeUnit.SECONDS));
        try (FrameReaders readers = new FrameReaders(rings))
        {
            for (int i = count - 1; i >= 0; i--)
            {
                final Thread waiter = new Thread(readers::await);
                waiter.start();
                sleepsNow(waiter);
                put(rings.get(i), i);
                rings.get(i).publish();
                waiter.join();
                pollAll(readers);
                assertEquals(List.of(i), streams);
                streams.clear();
            }
        }
    }

    @Test
    void shouldNotWaitWhereARingHasSomethingAlready()
    {
        final List<FrameRing> rings = rings(4, new TimeoutBlockingWaitStrategy(SLICE_S, TimeUnit.SECONDS));
        try (FrameReaders readers = new FrameReaders(rings))
        {
            put(rings.get(3), 3);
            rings.get(3).publish();
            readers.await();
            readers.await();
            pollAll(readers);

            assertEquals(List.of(3), streams);
        }
    }

    @Test
    void shouldEndWithTheSlice()
    {
        try (FrameReaders readers =
            new FrameReaders(rings(2, new TimeoutBlockingWaitStrategy(1, TimeUnit.MICROSECONDS))))
        {
            readers.await();
            pollAll(readers);

            assertEquals(List.of(), streams);
        }
    }

    @ParameterizedTest
    @EnumSource(WaitProfile.class)
    void shouldWaitAsAProfileSays(final WaitProfile profile)
    {
        final List<FrameRing> rings = rings(2, profile.newWaitStrategy());
        try (FrameReaders readers = new FrameReaders(rings))
        {
            readers.await();
            put(rings.get(1), 1);
            rings.get(1).publish();
            readers.await();
            pollAll(readers);

            assertEquals(List.of(1), streams);
        }
    }

    @Test
    void shouldEndWhenHalted() throws InterruptedException
    {
        try (FrameReaders readers =
            new FrameReaders(rings(2, new TimeoutBlockingWaitStrategy(SLICE_S, TimeUnit.SECONDS))))
        {
            final Thread waiter = new Thread(readers::await);
            waiter.start();
            sleepsNow(waiter);
            readers.halt();
            waiter.join();
            for (int i = 0; i < readers.size(); i++)
            {
                assertEquals(FrameReader.HALTED, readers.get(i).poll((slot, endOfBatch) -> { }, 1));
            }
        }
    }

    @Test
    void shouldLetTheRingsGoOnceClosed()
    {
        final List<FrameRing> rings = rings(2, WaitProfile.PINNED.newWaitStrategy());
        new FrameReaders(rings).close();
        for (int i = 0; i < 100; i++)
        {
            put(rings.get(1), i);
            rings.get(1).publish();
        }
    }

    @Test
    void shouldRefuseRingsThatDoNotWakeEachOthersReaders()
    {
        final List<FrameRing> strangers = Stream.of(WaitProfile.ECO, WaitProfile.ECO)
            .map(profile -> rings(1, profile.newWaitStrategy()).get(0))
            .toList();

        assertEquals(
            "there must be rings, and they must share a wait strategy: rings=2",
            assertThrows(IllegalArgumentException.class, () -> new FrameReaders(strangers)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new FrameReaders(List.of()));
    }

    private static List<FrameRing> rings(final int count, final WaitStrategy waitStrategy)
    {
        return Stream.generate(() -> new FrameRing(8, 4096, waitStrategy)).limit(count).toList();
    }

    private static void put(final FrameRing ring, final int streamId)
    {
        assertEquals(0, Math.min(0, ring.claim(1)));
        ring.slot().is(FrameKind.DATA, streamId, Conflation.RAW, Encoding.JSON);
        ring.commit(1);
    }

    private void pollAll(final FrameReaders readers)
    {
        for (int i = 0; i < readers.size(); i++)
        {
            readers.get(i).poll((slot, endOfBatch) -> streams.add(slot.streamId()), 100);
        }
    }

    private static void sleepsNow(final Thread thread)
    {
        while (thread.getState() != Thread.State.TIMED_WAITING)
        {
            Thread.onSpinWait();
        }
    }
}
