package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.TickPublisher;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What the publishers' connections of one I/O thread have in common: the thread's end of the ring, and its readers.
 * Thread: io-<n>
 */
final class IngestThread
{
    private final TickPublisher publisher;
    private final TickChecks checks;
    private final MapTicks maps;
    private final TickFrameDecoder decoder = new TickFrameDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);

    IngestThread(final TickPublisher publisher, final Names names)
    {
        this.publisher = publisher;
        checks = new TickChecks(names.symbols(), publisher.messageCapacity());
        maps = new MapTicks(names, checks, publisher.messageCapacity());
    }

    TickPublisher publisher()
    {
        return publisher;
    }

    TickChecks checks()
    {
        return checks;
    }

    MapTicks maps()
    {
        return maps;
    }

    TickFrameDecoder decoder()
    {
        return decoder;
    }

    /**
     * To be wrapped around a frame's bytes while it is taken.
     */
    UnsafeBuffer view()
    {
        return view;
    }
}
