package io.tickwire.client;

import com.sun.management.ThreadMXBean;
import io.tickwire.client.view.BookView;
import io.tickwire.client.view.Channel;
import io.tickwire.client.view.TradeView;
import io.tickwire.client.wire.TreeWriter;
import io.tickwire.client.ws.FrameHandler;
import io.tickwire.client.ws.FrameParser;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Messages of a real server, read again and again: from frames, cut at all places, to listeners and books.
 */
@Timeout(120)
class UpdateAllocationTest
{
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();
    private static final int MESSAGES = 100_000;
    private static final int CHUNK = 1_000;

    private double seen;

    /** A frame as it came. */
    private record Frame(int opcode, byte[] bytes)
    {
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldAllocateNothingAMessage(final Encoding encoding)
    {
        final List<Frame> frames = record(encoding);
        final Session session = new Session(ClientConfig.of("ws://localhost:1/ws").with(encoding), new NoLink());
        session.subscribe(new Handle(null, Subscription.of(Channel.TRADE), new Summing()));
        session.subscribe(new Handle(null, Subscription.of(Channel.BOOK).asDeltas(), new Summing()));
        final RecordingListener heard = new RecordingListener();
        session.listeners.add(heard);
        session.start(0);
        session.onOpen();
        final List<Frame> data = new ArrayList<>();
        final UnsafeBuffer message = new UnsafeBuffer(0, 0);
        for (final Frame frame : frames)
        {
            final long before = heard.total();
            message.wrap(frame.bytes);
            session.onFrame(frame.opcode, message, 0, frame.bytes.length, 1);
            if (heard.total() != before)
            {
                data.add(frame);
            }
        }
        session.listeners.remove(heard);
        assertTrue(data.size() > 100, () -> "only " + data.size() + " data messages");
        final byte[] wire = wire(data);
        final UnsafeBuffer stream = new UnsafeBuffer(wire);
        final FrameParser parser = new FrameParser(1 << 20);
        final FrameHandler handler = (opcode, buffer, offset, length) ->
        {
            session.onFrame(opcode, buffer, offset, length, 1);
            return true;
        };
        final List<StreamState> states = session.streams.all();
        session.counts.duplicates = 0;
        long bytes = Long.MAX_VALUE;
        for (int round = 0; round < 3; round++)
        {
            final long before = THREADS.getCurrentThreadAllocatedBytes();
            for (int count = 0; count < MESSAGES; count += data.size())
            {
                for (int i = 0; i < states.size(); i++)
                {
                    // Books begin anew by themselves, with the snapshot that came first.
                    final StreamState state = states.get(i);
                    state.last = state.book == null ? StreamState.NOTHING_KNOWN : state.last;
                }
                int at = 0;
                for (int limit = CHUNK; at < wire.length; limit += CHUNK)
                {
                    at = parser.parse(stream, at, Math.min(limit, wire.length), handler);
                }
            }
            bytes = Math.min(bytes, THREADS.getCurrentThreadAllocatedBytes() - before);
        }

        final Counts counts = session.counts;
        assertEquals(List.of(0L, 0L, 0L), List.of(counts.errors, counts.resyncs, counts.duplicates),
            () -> "errors, resyncs, duplicates in " + data.size() + " messages");
        assertEquals(0, bytes / MESSAGES, "bytes a message");
    }

    private static byte[] wire(final List<Frame> frames)
    {
        final ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (final Frame frame : frames)
        {
            out.writeBytes(ServerFrames.frame(frame.opcode, frame.bytes));
        }

        return out.toByteArray();
    }

    private static List<Frame> record(final Encoding encoding)
    {
        final List<Frame> frames = new CopyOnWriteArrayList<>();
        try (Server server = new Server(); ClientLoop loop = ClientLoop.start("test"))
        {
            final Connection[] connection = new Connection[1];
            loop.execute(() -> connection[0] = loop.open(
                ClientConfig.of(server.url()).with(encoding), new ConnectionListener()
                {
                    @Override
                    public void onFrame(
                        final int opcode, final UnsafeBuffer buffer, final int offset, final int length, final long ns)
                    {
                        final byte[] bytes = new byte[length];
                        buffer.getBytes(offset, bytes);
                        frames.add(new Frame(opcode, bytes));
                    }
                }));
            Server.await(() -> frames.size() == 1, () -> "no welcome");
            loop.execute(() ->
            {
                for (final Map<String, Object> wish : List.<Map<String, Object>>of(
                    Map.of("type", "subscribe", "channels", List.of("trade", "price", "bbo", "stats", "candle")),
                    Map.of("type", "subscribe", "channel", "book", "mode", "delta", "checksum", true)))
                {
                    final TreeWriter writer = new TreeWriter();
                    final boolean isBinary = encoding.isBinary();
                    final int length = isBinary ? writer.writeMsgpack(wish) : writer.writeJson(wish);
                    connection[0].send(isBinary ? 2 : 1, writer.bytes(), length);
                }
            });
            Server.await(() -> frames.size() > 800, () -> frames.size() + " frames: " + new String(
                frames.get(frames.size() - 1).bytes, StandardCharsets.UTF_8));
        }

        return List.copyOf(frames);
    }

    /** A listener that looks at what it is shown. */
    private final class Summing implements MarketListener
    {
        @Override
        public void onTrade(final TradeView trade)
        {
            seen += trade.price() + trade.quantityMantissa() + trade.symbol().length();
        }

        @Override
        public void onBook(final BookView update, final Book book)
        {
            seen += book.bestBid() + book.askQuantity(0) + update.bids();
        }
    }

    /** Under a session that has nobody to talk to. */
    static final class NoLink implements ClientLink
    {
        int dials;
        final List<byte[]> sent = new ArrayList<>();

        @Override
        public void dial()
        {
            dials++;
        }

        @Override
        public boolean send(final int opcode, final byte[] bytes, final int length)
        {
            sent.add(Arrays.copyOf(bytes, length));
            return true;
        }

        @Override
        public void close(final int code, final String reason)
        {
            // Nobody is there.
        }

        @Override
        public long jitter(final long bound)
        {
            return bound;
        }
    }
}
