package io.tickwire.transport.feed;

import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.transport.ws.FrameHeader;
import io.tickwire.transport.ws.NaiveFrame;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A simulated market in front of a real engine, both without threads; a test moves their time. */
final class SteppedFeed implements AutoCloseable
{
    private static final FrameHandler IGNORE = (slot, endOfBatch) -> { };

    private final SteppedEngine stepped;
    private final List<FrameReader> readers;
    private final Listings listings = new Listings();
    private final SimulatedFeed feed;

    SteppedFeed(final SimulatedMarket market)
    {
        this(market, new SteppedEngine(SteppedEngine.smallConfig(), SteppedEngine.names(), new FrameHeader()));
    }

    SteppedFeed(final SimulatedMarket market, final SteppedEngine stepped)
    {
        this.stepped = stepped;
        readers = stepped.newReaders();
        feed = new SimulatedFeed(
            market, stepped.engine(), listings, stepped::nowNs, RoleThreads.unpinned(), RoleThreads.ANY_CORE);
    }

    SimulatedFeed feed()
    {
        return feed;
    }

    SteppedEngine stepped()
    {
        return stepped;
    }

    Listings listings()
    {
        return listings;
    }

    void subscribe(final int streamId, final Encoding encoding)
    {
        assertTrue(stepped.engine().demand().subscribe(Subscription.of(streamId, Conflation.RAW, encoding, 1)));
        read(IGNORE);
    }

    /** Time goes on: what has become due goes through the engine to the handler. */
    void advanceMs(final long ms, final FrameHandler handler)
    {
        stepped.advanceMs(ms);
        feed.step();
        read(handler);
    }

    private void read(final FrameHandler handler)
    {
        stepped.settle();
        SteppedEngine.drain(readers, handler);
    }

    /** What stands in a frame. */
    static UnsafeBuffer payload(final FrameSlot slot)
    {
        final NaiveFrame frame = NaiveFrame.read(slot.buffer(), slot.offset());
        final byte[] bytes = new byte[(int)frame.payloadBytes()];
        slot.buffer().getBytes(slot.offset() + frame.headerBytes(), bytes);

        return new UnsafeBuffer(bytes);
    }

    static String text(final FrameSlot slot)
    {
        return new String(payload(slot).byteArray(), StandardCharsets.UTF_8);
    }

    @Override
    public void close()
    {
        stepped.close();
    }
}
