package io.tickwire.transport.feed.net;

import java.net.URI;

/**
 * A process that opens a link to an address, prints what is told of it first, and ends.
 */
public final class LinkProcess
{
    private LinkProcess()
    {
    }

    public static void main(final String[] args)
    {
        final LinkEvents events = new LinkEvents();
        try (LoopThread loop = LoopThread.start())
        {
            loop.connect(Targets.to(URI.create(args[0])), events);
            System.out.println(events.next());
        }
    }
}
