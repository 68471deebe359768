package io.tickwire.transport.stream;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.FragmentHandler;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.BookDeltaEncoder;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whole books in the stream, against a naive reader that has all of its ticks.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KeyframesTest
{
    private static final int SLOTS = 256;
    private static final int SLOT_BYTES = 512;
    private static final int TERM_BYTES = 256 << 10;
    private static final int SYMBOLS = 4;
    private static final int VENUES = 3;
    private static final long FIRST = 1_000;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long MS = 1_000_000;

    @TempDir
    private Path folder;
    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, WaitProfile.PINNED.newWaitStrategy(), FIRST);
    private final TickPublisher publisher = new TickPublisher(
        ring, () -> 7, new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
    private final Names names = Names.empty();
    private final StreamCounters counters = new StreamCounters();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final BookSnapshotEncoder snapshot = new BookSnapshotEncoder();
    private final BookDeltaEncoder delta = new BookDeltaEncoder();
    private final FeedStatusEncoder status = new FeedStatusEncoder();
    private final NaiveStreamBooks naive = new NaiveStreamBooks();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[SLOT_BYTES]);
    private MediaDriver driver;
    private Aeron aeron;
    private Subscription subscription;
    private TickStream stream;
    private FragmentHandler reader = naive;
    private long nowNs = MS;

    @BeforeEach
    void open()
    {
        for (int i = 0; i < SYMBOLS; i++)
        {
            names.symbols().define("S" + i + "/USD", -2, -8);
        }
        for (int i = 0; i < VENUES; i++)
        {
            names.venues().add("venue" + i);
        }
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(folder.resolve("aeron").toString())
            .threadingMode(ThreadingMode.SHARED)
            .dirDeleteOnShutdown(true)
            .ipcTermBufferLength(TERM_BYTES));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        subscription = aeron.addSubscription("aeron:ipc", 2981);
        final ExclusivePublication publication = aeron.addExclusivePublication("aeron:ipc", 2981);
        while (!publication.isConnected() || !subscription.isConnected())
        {
            Thread.onSpinWait();
        }
        stream = new TickStream(
            ring.newObserver(),
            SLOT_BYTES,
            new StreamOutput(publication, 5, counters, tries ->
            {
                readAll();
                Thread.yield();

                return true;
            }),
            names,
            counters,
            StreamMarks.NONE,
            () -> nowNs,
            "test");
    }

    @AfterEach
    void close()
    {
        aeron.close();
        driver.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldTellEachBookAsItsTicksMadeIt(final long seed)
    {
        final Random random = new Random(seed);
        for (int i = 0; i < 6_000; i++)
        {
            publish(random);
            if (random.nextInt(4) == 0)
            {
                turn(random.nextInt(3) * MS);
            }
            if (random.nextInt(300) == 0)
            {
                stream.onReader();
                nowNs += 1_000 * MS;
            }
        }
        turn(MS);

        assertEquals(0, counters.get(StreamCounter.TICKS_OVERTAKEN));
        assertTrue(naive.keyframes > 50, "keyframes=" + naive.keyframes);
        assertTrue(naive.rounds > 5, "rounds=" + naive.rounds);
        assertEquals(naive.keyframes, counters.get(StreamCounter.KEYFRAMES));
        assertEquals(naive.rounds, counters.get(StreamCounter.KEYFRAME_ROUNDS));
        assertTrue(counters.get(StreamCounter.KEYFRAME_BYTES) > 0);
        assertTrue(counters.get(StreamCounter.READERS_JOINED) > 5);
    }

    @Test
    void shouldTellNoBookOfWhichTicksAreMissing()
    {
        snapshot(0, 1, 5);
        turn(MS);
        stream.onOvertaken(FIRST + 1, FIRST + 1);
        stream.onReader();
        turn(2_000 * MS);
        turn(MS);

        assertEquals(1, naive.keyframes);
        assertEquals(2, naive.rounds);
    }

    @Test
    void shouldTellAllBooksOnceEachSoManyBytes()
    {
        snapshot(0, 1, 12);
        turn(MS);
        final long before = naive.rounds;
        final long bytes = counters.get(StreamCounter.BYTES);
        while (naive.rounds < before + 2)
        {
            snapshot(0, 1, 12);
            turn(MS);
        }

        final long told = counters.get(StreamCounter.BYTES) - bytes;
        // BYTES are without Aeron's headers, positions are with them.
        assertTrue(told > Keyframes.SPACING_BYTES, "told=" + told);
        assertTrue(told < 3 * Keyframes.SPACING_BYTES, "told=" + told);
    }

    @Test
    void shouldPassOverABookWhoseChangeHasNoEnd()
    {
        snapshot(0, 1, 3);
        snapshot(1, 1, 3);
        delta(0, 1, 0, Bool.NO, 100, 1, 200, 1);
        turn(MS);
        for (int i = 0; i < Keyframes.TRIES; i++)
        {
            turn(MS);
        }

        assertEquals(1, counters.get(StreamCounter.KEYFRAMES_LEFT_OUT));
        assertEquals(1, naive.keyframes);
        assertEquals(1, naive.rounds);
    }

    @Test
    void shouldAllocateNothingATick()
    {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        snapshot(0, 1, 12);
        snapshot(1, 1, 12);
        reader = (buffer, offset, length, frame) ->
        {
            // Read, and forgotten.
        };
        long allocated = 1;
        for (int round = 0; round < 20 && allocated != 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 20_000; i++)
            {
                delta(i & 1, 1, 0, Bool.YES, 9_000 + i % 50, 1 + i % 3, 11_000 + i % 50, i % 2);
                if (i % 16 == 0)
                {
                    nowNs += 1_000 * MS;
                    stream.onReader();
                    stream.cycle();
                    readAll();
                }
            }
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }

        assertTrue(counters.get(StreamCounter.KEYFRAMES) > 10);
        assertEquals(0, allocated);
    }

    private void publish(final Random random)
    {
        final int symbolId = random.nextInt(SYMBOLS);
        final int venueId = 1 + random.nextInt(VENUES);
        switch (random.nextInt(20))
        {
            case 0 -> status(random.nextInt(3) == 0 ? -1 : symbolId, venueId);
            case 1, 2 -> snapshot(symbolId, venueId, random.nextInt(60));
            case 3 ->
            {
                // In two pages, of which the second comes in another batch, late, or never.
                delta(symbolId, venueId, 0, Bool.NO, 9_000, random.nextInt(3), 11_000, random.nextInt(3));
                turn(random.nextInt(2) * MS);
                if (random.nextInt(4) != 0)
                {
                    delta(symbolId, venueId, 1, Bool.YES, 9_001, random.nextInt(3), 11_001, random.nextInt(3));
                }
            }
            case 4 -> delta(symbolId, venueId, 0, Bool.YES, 9_000, 1, 8_999 + random.nextInt(3), 1);
            default -> delta(
                symbolId, venueId, 0, Bool.YES,
                9_000 + random.nextInt(80), random.nextInt(3), 11_000 + random.nextInt(80), random.nextInt(3));
        }
    }

    private void turn(final long passedNs)
    {
        nowNs += passedNs;
        stream.drain();
        stream.cycle();
        readAll();
    }

    private void readAll()
    {
        while (subscription.poll(reader, 100) > 0)
        {
            // All that is there.
        }
    }

    private void snapshot(final int symbolId, final int venueId, final int levels)
    {
        final int perPage = 12;
        int page = 0;
        do
        {
            final int count = Math.min(perPage, levels - page * perPage);
            head(snapshot.wrapAndApplyHeader(scratch, 0, header).head(), symbolId, venueId);
            snapshot.venueSequence(1).page(page).lastPage((page + 1) * perPage >= levels ? Bool.YES : Bool.NO);
            final BookSnapshotEncoder.BidsEncoder bids = snapshot.bidsCount(count);
            for (int i = 0; i < count; i++)
            {
                bids.next().price(9_900 - page * perPage - i).quantity(1 + i);
            }
            final BookSnapshotEncoder.AsksEncoder asks = snapshot.asksCount(count);
            for (int i = 0; i < count; i++)
            {
                asks.next().price(10_100 + page * perPage + i).quantity(2 + i);
            }
            send(snapshot.limit(), BookSnapshotEncoder.TEMPLATE_ID, symbolId, venueId);
            page++;
        }
        while (page * perPage < levels);
    }

    private void delta(
        final int symbolId,
        final int venueId,
        final int page,
        final Bool lastPage,
        final long bid,
        final long bidQuantity,
        final long ask,
        final long askQuantity)
    {
        head(delta.wrapAndApplyHeader(scratch, 0, header).head(), symbolId, venueId);
        delta.venueSequence(1).previousVenueSequence(0).checksum(0).page(page).lastPage(lastPage).hasChecksum(Bool.NO);
        delta.bidsCount(1).next().price(bid).quantity(bidQuantity);
        delta.asksCount(1).next().price(ask).quantity(askQuantity);
        send(delta.limit(), BookDeltaEncoder.TEMPLATE_ID, symbolId, venueId);
    }

    private void status(final int symbolId, final int venueId)
    {
        head(status.wrapAndApplyHeader(scratch, 0, header).head(), symbolId, venueId);
        status.lostCount(0).lostAccount(0).lostTemplateId(0).state(FeedState.STALE).reason("");
        send(status.limit(), FeedStatusEncoder.TEMPLATE_ID, symbolId, venueId);
    }

    private void head(final TickHeadEncoder head, final int symbolId, final int venueId)
    {
        head.exchangeTime(nowNs)
            .receiveTime(nowNs + 1)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
    }

    private void send(final int length, final int templateId, final int symbolId, final int venueId)
    {
        final long claim = publisher.claim(length, templateId, venueId, symbolId);
        publisher.buffer().putBytes(publisher.messageOffset(claim), scratch, 0, length);
        publisher.publish(claim, length);
        assertTrue(length > HEADER);
    }
}
