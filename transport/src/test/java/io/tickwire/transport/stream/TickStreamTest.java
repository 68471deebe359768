package io.tickwire.transport.stream;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.logbuffer.Header;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounters;
import io.tickwire.engine.metrics.StageTimer;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.ring.TickObserver;
import io.tickwire.engine.ring.TickRing;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.KeyframeEndDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionDecoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.StreamEndDecoder;
import io.tickwire.engine.schema.sbe.StreamLossDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionDecoder;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The stream by hand: a ring, a driver that works when it is told to, and a reader that reads when it is told to.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TickStreamTest
{
    private static final int SLOTS = 64;
    private static final int SLOT_BYTES = 2_048;
    private static final int TERM_BYTES = 64 << 10;
    private static final int QUOTE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;
    private static final long FIRST = 1_000;
    private static final String CHANNEL = "aeron:ipc";

    @TempDir
    private Path folder;
    private final TickRing ring = new TickRing(SLOTS, SLOT_BYTES, WaitProfile.PINNED.newWaitStrategy(), FIRST);
    private final TickPublisher publisher = new TickPublisher(
        ring, () -> 7, new EngineCounters().newSheet("feed-test"), new StageTimer("in->ring"));
    private final Names names = Names.empty();
    private final StreamCounters counters = new StreamCounters();
    private final QuoteEncoder quote = new QuoteEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final MessageHeaderDecoder decoder = new MessageHeaderDecoder();
    private final StreamLossDecoder loss = new StreamLossDecoder();
    private final List<String> read = new ArrayList<>();
    private final StreamMarks marks = new StreamMarks()
    {
        @Override
        public void onRun(final long run)
        {
            throw new AssertionError("there is but one");
        }

        @Override
        public void onBooks(final long g)
        {
            assertTrue(g >= FIRST);
        }

        @Override
        public void onTick(final long position, final long g, final long receiveTimeNs)
        {
            assertTrue(g > markedG);
        }

        @Override
        public void onDefinition(final DirectBuffer buffer, final int offset, final int length)
        {
            assertTrue(length > MessageHeaderEncoder.ENCODED_LENGTH);
        }

        @Override
        public void onBatch(final long position, final long g, final boolean isIdle)
        {
            markedG = g;
        }
    };
    private long markedG;
    private MediaDriver driver;
    private Aeron aeron;
    private Subscription subscription;
    private TickStream stream;
    private boolean isFailing;

    @BeforeEach
    void open()
    {
        names.symbols().define("BTC/USD", -2, -8);
        names.symbols().define("ETH/USD", -2, -8);
        names.venues().add("alpha");
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(folder.resolve("aeron").toString())
            .threadingMode(ThreadingMode.SHARED)
            .dirDeleteOnShutdown(true)
            .ipcTermBufferLength(TERM_BYTES));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        subscription = aeron.addSubscription(CHANNEL, 2981);
        final ExclusivePublication publication = aeron.addExclusivePublication(CHANNEL, 2981);
        while (!publication.isConnected() || !subscription.isConnected())
        {
            Thread.onSpinWait();
        }
        stream = new TickStream(
            ring.newObserver(),
            SLOT_BYTES,
            new StreamOutput(publication, 5, counters, StreamOutput.Room.AS_IT_IS),
            names,
            counters,
            marks,
            this::timeNs,
            "test");
    }

    private long timeNs()
    {
        if (isFailing)
        {
            throw new IllegalStateException("the clock");
        }

        return 9;
    }

    @AfterEach
    void close()
    {
        aeron.close();
        driver.close();
    }

    @Test
    void shouldDefineIdsBeforeTheirFirstUseAndEndWithAWord()
    {
        publish(0, 1);
        publish(0, 1);
        publish(1, 1);
        stream.cycle();
        stream.halt();
        while (stream.cycle() != TickObserver.HALTED)
        {
            // It takes what is there.
        }
        stream.finish();
        readAll();

        assertEquals(
            List.of("start 1000", "symbol 1000", "name 1000", "tick 1000", "tick 1001", "symbol 1002", "tick 1002",
                "end 1003"),
            read);
        assertEquals(3, counters.get(StreamCounter.TICKS));
        assertEquals(3, counters.get(StreamCounter.DEFINITIONS));
        assertTrue(counters.get(StreamCounter.BYTES) > 3 * QUOTE_BYTES);
    }

    @Test
    void shouldTellWhatIsNotKnownOfTheRunBefore()
    {
        stream.lostBefore(500, FIRST - 1);
        publish(0, 1);
        stream.cycle();
        readAll();

        assertEquals(List.of("start 1000", "loss 500 to 999 RESTART"), read.subList(0, 2));
        assertEquals(1, counters.get(StreamCounter.LOSSES_TOLD));
    }

    @Test
    void shouldTellOfPlacesThatWereGivenUp()
    {
        publish(0, 1);
        publisher.abort(publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, 1, 0));
        publisher.abort(publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, 1, 0));
        publish(0, 1);
        stream.cycle();
        readAll();

        assertEquals(List.of("tick 1000", "loss 1001 to 1002 GIVEN_UP", "tick 1003"), read.subList(3, 6));
        assertEquals(2, counters.get(StreamCounter.PLACES_GIVEN_UP));
    }

    @Test
    void shouldTellOfWhatTheRingOvertook()
    {
        for (int i = 0; i < 3 * SLOTS; i++)
        {
            publish(0, 1);
        }
        stream.cycle();
        stream.cycle();
        readAll();

        final long lost = 3 * SLOTS - SLOTS / 2;
        assertEquals("loss 1000 to " + (FIRST + lost - 1) + " OVERTAKEN", read.get(1));
        assertEquals(lost, counters.get(StreamCounter.TICKS_OVERTAKEN));
        assertEquals(SLOTS / 2, counters.get(StreamCounter.TICKS));
    }

    @Test
    void shouldTellOfWhatFoundNoRoomOnceThereIsSome()
    {
        long published = 0;
        while (counters.get(StreamCounter.TICKS_WITHOUT_ROOM) < 100)
        {
            publish(0, 1);
            published++;
            stream.cycle();
        }
        final long kept = counters.get(StreamCounter.TICKS);
        assertEquals(published, kept + 100);
        // Or they would count as recorded, once what is before them is.
        assertEquals(FIRST + kept - 1, markedG);
        // The driver lets the stream go on once who reads has read.
        while (counters.get(StreamCounter.TICKS) == kept)
        {
            subscription.poll((buffer, offset, length, frame) -> onMessage(buffer, offset), 100);
            publish(0, 1);
            published++;
            stream.cycle();
        }
        readAll();

        final long lost = counters.get(StreamCounter.TICKS_WITHOUT_ROOM);
        assertTrue(read.contains(
            "loss " + (FIRST + kept) + " to " + (FIRST + kept + lost - 1) + " BACK_PRESSURE"), read.toString());
        assertEquals("tick " + (FIRST + published - 1), read.get(read.size() - 1));
    }

    @Test
    void shouldCountWhatNobodyReadsAndBeginAnewWithWhoComes()
    {
        subscription.close();
        while (counters.get(StreamCounter.TICKS_UNREAD) == 0)
        {
            publish(0, 1);
            stream.cycle();
        }
        final long told = FIRST + counters.get(StreamCounter.TICKS) + counters.get(StreamCounter.TICKS_UNREAD) +
            counters.get(StreamCounter.TICKS_WITHOUT_ROOM);
        subscription = aeron.addSubscription(CHANNEL, 2981);
        while (!subscription.isConnected())
        {
            Thread.onSpinWait();
        }
        final long before = counters.get(StreamCounter.TICKS);
        long next = told;
        while (counters.get(StreamCounter.TICKS) == before)
        {
            // What the reader before left in the window may be in the way of what comes.
            subscription.poll((buffer, offset, length, frame) -> onMessage(buffer, offset), 100);
            publish(1, 1);
            next++;
            stream.cycle();
        }
        readAll();
        read.removeIf(message -> message.startsWith("loss"));

        assertEquals(
            List.of("start " + (next - 1), "symbol " + (next - 1), "name " + (next - 1), "tick " + (next - 1)),
            read.subList(read.size() - 4, read.size()));
    }

    @Test
    void shouldTellOfATickThatIsTooLong()
    {
        publish(0, 1);
        final int length = publisher.messageCapacity();
        final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, 1, 0);
        encode(claim, 0, 1);
        publisher.publish(claim, length);
        publish(0, 1);
        stream.cycle();
        readAll();

        assertEquals(List.of("tick 1000", "loss 1001 to 1001 TOO_LONG", "tick 1002"), read.subList(3, 6));
        assertEquals(1, counters.get(StreamCounter.TICKS_TOO_LONG));
    }

    @Test
    void shouldLeaveNothingOfACopyThatIsTorn()
    {
        publish(0, 1);
        stream.cycle();
        stream.copy(publisher.buffer(), publisher.messageOffset(0), QUOTE_BYTES, 7, FIRST + 1);
        stream.drop();
        stream.onOvertaken(FIRST + 1, FIRST + 1);
        publish(0, 1);
        readAll();

        assertEquals(1, counters.get(StreamCounter.COPIES_TORN));
        assertEquals("tick 1000", read.get(read.size() - 1));
    }

    @Test
    void shouldGoOnAfterATurnThatFailed()
    {
        isFailing = true;
        publish(0, 1);
        stream.cycle();
        isFailing = false;
        publish(0, 1);
        stream.cycle();
        readAll();

        assertEquals(1, counters.get(StreamCounter.ERRORS));
        assertEquals("tick 1001", read.get(read.size() - 1));
    }

    @Test
    void shouldTellNamesInTurnWithTheTime()
    {
        for (int i = 0; i < 5; i++)
        {
            final long claim = publisher.claim(
                MessageHeaderEncoder.ENCODED_LENGTH + ClockDecoder.BLOCK_LENGTH, ClockDecoder.TEMPLATE_ID, 0, -1);
            new UnsafeBuffer(publisher.buffer()).setMemory(publisher.messageOffset(claim), 40, (byte)0);
            header.wrap(publisher.buffer(), publisher.messageOffset(claim))
                .blockLength(ClockDecoder.BLOCK_LENGTH)
                .templateId(ClockDecoder.TEMPLATE_ID)
                .schemaId(ClockDecoder.SCHEMA_ID)
                .version(ClockDecoder.SCHEMA_VERSION);
            publisher.publish(claim, MessageHeaderEncoder.ENCODED_LENGTH + ClockDecoder.BLOCK_LENGTH);
            stream.cycle();
        }
        readAll();

        // Two symbols, two venues, and the indicator that is none.
        assertEquals(5, counters.get(StreamCounter.TICKS));
        assertEquals(7, counters.get(StreamCounter.DEFINITIONS));
    }

    @Test
    void shouldAllocateNothingATick()
    {
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();
        long allocated = 1;
        for (int round = 0; round < 20 && allocated != 0; round++)
        {
            final long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            for (int i = 0; i < 20_000; i++)
            {
                publish(i & 1, 1);
                if (i % 16 == 0)
                {
                    stream.cycle();
                    subscription.poll(TickStreamTest::pass, 100);
                }
            }
            allocated = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
        }

        assertEquals(0, allocated);
    }

    private static void pass(
        final DirectBuffer buffer, final int offset, final int length, final Header frame)
    {
        // Read, and forgotten.
    }

    private void publish(final int symbolId, final int venueId)
    {
        final long claim = publisher.claim(QUOTE_BYTES, QuoteEncoder.TEMPLATE_ID, venueId, symbolId);
        encode(claim, symbolId, venueId);
        publisher.publish(claim, QUOTE_BYTES);
    }

    private void encode(final long claim, final int symbolId, final int venueId)
    {
        quote.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header).head()
            .exchangeTime(1)
            .receiveTime(2)
            .symbolId(symbolId)
            .venueId(venueId)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
    }

    private void readAll()
    {
        while (subscription.poll((buffer, offset, length, frame) -> onMessage(buffer, offset), 100) > 0)
        {
            // All that is there.
        }
    }

    private void onMessage(final DirectBuffer buffer, final int offset)
    {
        final long g = buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
        final int message = offset + StreamHead.LENGTH;
        decoder.wrap(buffer, message);
        if (decoder.templateId() == KeyframeEndDecoder.TEMPLATE_ID)
        {
            // There are no books.
            return;
        }
        read.add(switch (decoder.templateId())
        {
            case StreamStartDecoder.TEMPLATE_ID -> "start " + g;
            case StreamEndDecoder.TEMPLATE_ID -> "end " + g;
            case SymbolDefinitionDecoder.TEMPLATE_ID -> "symbol " + g;
            case NameDefinitionDecoder.TEMPLATE_ID -> "name " + g;
            case StreamLossDecoder.TEMPLATE_ID ->
            {
                loss.wrapAndApplyHeader(buffer, message, decoder);
                assertEquals(loss.to() + 1, g);
                yield "loss " + loss.from() + " to " + loss.to() + " " + loss.reason();
            }
            default -> "tick " + g;
        });
    }
}
