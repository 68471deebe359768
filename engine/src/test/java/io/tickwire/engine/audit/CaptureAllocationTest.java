package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickProbe;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.json.JsonReader;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * All recordings that there are, from bytes to ticks, on one thread whose allocations the JVM counts: none once a pass
 * has been. What comes once a connection is not counted: what it says of itself, what a book takes to begin, changes
 * that are kept for it included, or to break. Deribit's packets are left to the scripts: those recorded are less than a
 * cycle of definitions, so that most of them are kept until these come.
 */
class CaptureAllocationTest
{
    private static final int PASSES = 40;
    private static final Path DATA = Path.of("..", "..", "shared", "data");

    private static final List<FeedCounter> BEGINNINGS_AND_BREAKS = List.of(
        FeedCounter.SNAPSHOTS, FeedCounter.ANSWERS, FeedCounter.BUFFERED_DELTAS, FeedCounter.GAPS,
        FeedCounter.CHECKSUMS_BAD, FeedCounter.MALFORMED);
    private static final com.sun.management.ThreadMXBean THREADS =
        (com.sun.management.ThreadMXBean)ManagementFactory.getThreadMXBean();

    /**
     * What came by a connection.
     *
     * @param symbol whose book it answers; null for a message.
     */
    private record Message(int connection, String symbol, byte[] bytes)
    {
    }

    /**
     * A venue's decoders, one a connection, on a ring that is read without a look.
     */
    private static final class Session extends TickProbe implements FeedControl
    {
        private final VenueFeed feed;
        private final FeedDecoder[] decoders;
        private final List<Message> messages;
        private long asides;

        Session(final Venue venue, final List<Message> messages)
        {
            super(-8, -8, SLOTS);
            this.messages = messages;
            feed = new VenueFeed(venue, 1, this::symbol, new TickWriter(publisher()), this);
            decoders = new FeedDecoder[1 + messages.stream().mapToInt(Message::connection).max().orElse(0)];
            Arrays.setAll(decoders, connection -> venue.newDecoder(feed));
        }

        void connect()
        {
            for (final FeedDecoder decoder : decoders)
            {
                decoder.onDisconnected();
                decoder.onConnected();
            }
            skip();
        }

        /** @return how many bytes messages allocated. */
        long play()
        {
            long allocated = 0;
            for (int i = 0; i < messages.size(); i++)
            {
                final long booksBefore = beginningsAndBreaks();
                final long before = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId());
                deliver(messages.get(i));
                skip();
                final long bytes = THREADS.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
                allocated += beginningsAndBreaks() == booksBefore ? bytes : 0;
            }

            return allocated;
        }

        private void deliver(final Message message)
        {
            final int length = message.bytes().length - JsonReader.PADDING;
            final FeedDecoder decoder = decoders[message.connection()];
            if (message.symbol() == null)
            {
                decoder.onMessage(message.bytes(), 0, length, tickNs());
            }
            else
            {
                decoder.onSnapshot(message.symbol(), message.bytes(), 0, length, tickNs());
            }
        }

        @Override
        public void requestSnapshot(final Instrument instrument)
        {
            asides++;
        }

        @Override
        public void reconnect(final String reason)
        {
            asides++;
        }

        @Override
        public void onControl(final byte[] buffer, final int offset, final int length)
        {
            asides++;
        }

        private long beginningsAndBreaks()
        {
            long count = asides;
            for (int i = 0; i < BEGINNINGS_AND_BREAKS.size(); i++)
            {
                count += feed.stats().get(BEGINNINGS_AND_BREAKS.get(i));
            }

            return count;
        }
    }

    @TestFactory
    Stream<DynamicTest> shouldAllocateNothingOnceAPassHasBeen() throws IOException
    {
        final Path manifest = DATA.resolve("manifest.json");
        Assumptions.assumeTrue(Files.exists(manifest), "there are no recordings at " + DATA);
        final List<?> entries = (List<?>)JsonTrees.read(Files.readString(manifest)).get("entries");

        return entries.stream().map(Map.class::cast).filter(entry -> !"pcapng".equals(entry.get("format"))).map(entry ->
            DynamicTest.dynamicTest((String)entry.get("id"), () -> shouldAllocateNothing(entry)));
    }

    private void shouldAllocateNothing(final Map<?, ?> entry) throws IOException
    {
        final CaptureFormat format = CaptureFormat.of((String)entry.get("format"));
        final List<Path> files = ((List<?>)entry.get("files")).stream()
            .map(file -> DATA.resolve((String)file))
            .toList();
        final String told = (String)entry.get("venue");
        final String venue = VenueViews.of(told == null ? "binance_sbe" : told, format).route(null).venue();
        final List<Message> messages = read(files, format);
        final Session session = new Session(Venue.of(venue), messages);

        session.connect();
        session.play();
        long allocated = Long.MAX_VALUE;
        // The JVM itself may allocate while it still compiles; what the code allocates comes back in each pass.
        for (int pass = 0; pass < PASSES && allocated != 0; pass++)
        {
            session.connect();
            allocated = session.play();
        }

        assertTrue(messages.size() > 0);
        assertEquals(0, allocated, () -> "bytes allocated over " + messages.size() + " messages");
    }

    private static List<Message> read(final List<Path> files, final CaptureFormat format) throws IOException
    {
        final List<Message> messages = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(files, format))
        {
            while (reader.next())
            {
                final CaptureEvent event = reader.event();
                final boolean isAnswer = event.kind() == CaptureEvent.Kind.ANSWER;
                if (isAnswer || event.kind() == CaptureEvent.Kind.RECEIVED)
                {
                    messages.add(new Message(event.connection(), isAnswer ? event.symbol() : null, Arrays.copyOf(
                        Arrays.copyOfRange(event.buffer(), event.offset(), event.offset() + event.length()),
                        event.length() + JsonReader.PADDING)));
                }
            }
        }

        return messages;
    }
}
