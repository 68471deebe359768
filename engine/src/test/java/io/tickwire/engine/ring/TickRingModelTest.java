package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.metrics.CounterSheet;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random steps of several publishers and readers, on the ring and on its naive twin.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickRingModelTest
{
    private static final int STEPS = 20_000;
    private static final int SLOTS = 16;
    private static final int PUBLISHERS = 3;
    private static final int MAX_READERS = 5;
    private static final int[] TEMPLATES = {1, 2, 9, 12, 13};

    private final TickRing ring = new TickRing(SLOTS, 512, new SliceWaitStrategy(0, 0));
    private final NaiveTickRing twin = new NaiveTickRing(SLOTS);
    private final CounterSheet counters = new EngineCounters().newSheet("feed-test");
    private final List<TickPublisher> publishers = new ArrayList<>();
    private final List<NaiveTickRing.Publisher> twinPublishers = new ArrayList<>();
    private final List<TickReader> readers = new ArrayList<>();
    private final List<NaiveTickRing.Reader> twinReaders = new ArrayList<>();
    private final List<Open> open = new ArrayList<>();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private Random random;

    /** A claim that is neither published nor given up. */
    record Open(TickPublisher publisher, long claim, int length)
    {
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldAgreeWithItsNaiveTwin(final long seed)
    {
        random = new Random(seed);
        for (int i = 0; i < PUBLISHERS; i++)
        {
            publishers.add(new TickPublisher(ring, () -> 1, counters, new StageTimer("in->ring")));
            twinPublishers.add(twin.new Publisher());
        }
        for (int i = 0; i < STEPS; i++)
        {
            step();
        }

        final long full = twinPublishers.stream().mapToLong(publisher -> publisher.full).sum();
        final long tooLong = twinPublishers.stream().mapToLong(publisher -> publisher.tooLong).sum();
        assertEquals(full, counters.get(EngineCounter.TICKS_DROPPED_RING_FULL));
        assertEquals(tooLong, counters.get(EngineCounter.TICKS_DROPPED_TOO_LONG));
        assertEquals(
            twin.size() - open.size(),
            counters.get(EngineCounter.TICKS_PUBLISHED) + counters.get(EngineCounter.TICKS_ABORTED));
        assertTrue(full > 100 && tooLong > 100, "full=" + full + " tooLong=" + tooLong);
    }

    private void step()
    {
        final int dice = random.nextInt(1000);
        if (dice < 500)
        {
            claim();
        }
        else if (dice < 600)
        {
            if (!open.isEmpty())
            {
                finish(open.remove(random.nextInt(open.size())));
            }
        }
        else if (dice < 650)
        {
            beginBatch();
        }
        else if (dice < 970)
        {
            poll();
        }
        else if (dice < 985)
        {
            join();
        }
        else
        {
            leave();
        }
    }

    private void claim()
    {
        final int who = random.nextInt(PUBLISHERS);
        final TickPublisher publisher = publishers.get(who);
        final NaiveTickRing.Publisher naive = twinPublishers.get(who);
        // Fewer different keys than slots: where nobody reads, all announcements must still be there to be looked at.
        final int subjectId = random.nextInt(3);
        final NaiveTickRing.Key key = new NaiveTickRing.Key(
            TEMPLATES[random.nextInt(TEMPLATES.length)], subjectId * 100, subjectId);
        final int length = 1 + random.nextInt(ring.messageCapacity() + 20);
        final long before = ring.cursor();
        final long claim = publisher.claim(length, key.templateId(), key.venueId(), key.subjectId());
        if (length > ring.messageCapacity())
        {
            assertEquals(TickPublisher.TOO_LONG, claim);
            assertEquals(before, ring.cursor());
            naive.tooLong++;
            naive.lose(key);
            return;
        }

        takeAnnouncements(naive, before);
        if (!naive.losses.isEmpty() || twin.room() == 0)
        {
            assertEquals(TickPublisher.RING_FULL, claim);
            naive.full++;
            naive.lose(key);
        }
        else
        {
            assertEquals(twin.claim(), claim);
            open.add(new Open(publisher, claim, length));
            if (readers.isEmpty() || random.nextInt(4) > 0)
            {
                finish(open.remove(open.size() - 1));
            }
        }
        assertEquals(twin.size() - 1, ring.cursor());
    }

    private void beginBatch()
    {
        final int who = random.nextInt(PUBLISHERS);
        final long before = ring.cursor();
        publishers.get(who).beginBatch(1);
        takeAnnouncements(twinPublishers.get(who), before);
        assertEquals(twin.size() - 1, ring.cursor());
        takeResyncs(publishers.get(who), twinPublishers.get(who));
    }

    /**
     * Which of several losses comes first is the ring's choice, so look at what it chose; but each must be one.
     */
    private void takeAnnouncements(final NaiveTickRing.Publisher naive, final long before)
    {
        final int announcements = naive.announcements();
        for (int i = 1; i <= announcements; i++)
        {
            final TickSlot slot = ring.buffer().get(before + i);
            status.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
            final boolean isPrivate = status.lostAccount() != FeedStatusDecoder.lostAccountNullValue();
            final NaiveTickRing.Key key = new NaiveTickRing.Key(
                status.lostTemplateId(),
                status.head().venueId(),
                (int)(isPrivate ? status.lostAccount() : status.head().symbolId()));
            assertEquals(naive.losses.remove(key), status.lostCount(), key.toString());
            assertEquals(before + i, twin.claim());
            twin.publish((int)(before + i), bytesOf(slot));
        }
    }

    private static void takeResyncs(final TickPublisher publisher, final NaiveTickRing.Publisher naive)
    {
        for (int symbolId = publisher.takeResync(); symbolId >= 0; symbolId = publisher.takeResync())
        {
            assertTrue(naive.resyncs.remove(symbolId), "symbolId=" + symbolId);
        }
        assertTrue(naive.resyncs.isEmpty(), naive.resyncs.toString());
    }

    private void finish(final Open claimed)
    {
        final byte[] message = new byte[random.nextInt(8) == 0 ? 0 : 1 + random.nextInt(claimed.length)];
        random.nextBytes(message);
        claimed.publisher.buffer().putBytes(claimed.publisher.messageOffset(claimed.claim), message);
        if (message.length == 0)
        {
            claimed.publisher.abort(claimed.claim);
            twin.publish((int)claimed.claim, NaiveTickRing.GIVEN_UP);
        }
        else
        {
            claimed.publisher.publish(claimed.claim, message.length);
            twin.publish((int)claimed.claim, message);
        }
    }

    private void poll()
    {
        if (readers.isEmpty())
        {
            return;
        }

        final int who = random.nextInt(readers.size());
        final int limit = random.nextInt(2 * SLOTS);
        final List<byte[]> read = new ArrayList<>();
        final TickReader reader = readers.get(who);
        final long before = reader.position();
        final int count = reader.poll(
            (slot, sequence) ->
            {
                assertEquals(before + 1 + read.size(), sequence);
                read.add(bytesOf(slot));
            },
            limit);

        final List<byte[]> expected = twinReaders.get(who).poll(limit);
        assertEquals(expected.size(), count);
        assertEquals(before + count, reader.position());
        for (int i = 0; i < count; i++)
        {
            assertArrayEquals(expected.get(i), read.get(i));
        }
    }

    private void join()
    {
        if (readers.size() == MAX_READERS)
        {
            return;
        }

        finishAll();
        if (readers.isEmpty() || random.nextBoolean())
        {
            readers.add(ring.newReader());
            twinReaders.add(twin.join(null));
        }
        else
        {
            final int last = readers.size() - 1;
            readers.add(ring.newReaderAfter(readers.get(last)));
            twinReaders.add(twin.join(twinReaders.get(last)));
        }
    }

    private void leave()
    {
        // Only the one that joined last: no other reader reads behind it.
        if (!readers.isEmpty())
        {
            finishAll();
            readers.remove(readers.size() - 1).close();
            twin.leave(twinReaders.remove(twinReaders.size() - 1));
        }
    }

    /**
     * A claim must not stay open while nobody reads, as the ring may come around.
     */
    private void finishAll()
    {
        open.forEach(this::finish);
        open.clear();
    }

    private static byte[] bytesOf(final TickSlot slot)
    {
        final byte[] bytes = new byte[slot.messageLength()];
        slot.buffer().getBytes(slot.messageOffset(), bytes);

        return bytes;
    }
}
