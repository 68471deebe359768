package io.tickwire.transport.feed.net;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps what a link tells, as lines: {@code open}, {@code text 6869}, {@code pong}; and how it ended, which may be told
 * only once, and nothing behind it.
 */
class LinkEvents implements LinkListener
{
    private static final long PATIENCE_S = 60;

    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    private final CompletableFuture<LinkEnd> end = new CompletableFuture<>();

    @Override
    public void onOpen()
    {
        add("open");
    }

    @Override
    public void onMessage(
        final boolean isText, final byte[] buffer, final int offset, final int length, final long receiveTimeNs)
    {
        if (buffer.length - offset - length < 16)
        {
            throw new AssertionError("no padding behind the message");
        }
        add((isText ? "text " : "binary ") +
            HexFormat.of().formatHex(Arrays.copyOfRange(buffer, offset, offset + length)));
    }

    @Override
    public void onPong()
    {
        add("pong");
    }

    @Override
    public void onClosed(final LinkEnd how)
    {
        if (!end.complete(how))
        {
            throw new AssertionError("told twice of the end: " + how);
        }
    }

    /** The next thing that happened. */
    String next()
    {
        try
        {
            final String line = lines.poll(PATIENCE_S, TimeUnit.SECONDS);
            if (line == null)
            {
                throw new AssertionError("nothing more comes; the end is " + end);
            }

            return line;
        }
        catch (final InterruptedException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    /** What happened, and was not asked for. */
    int left()
    {
        return lines.size();
    }

    LinkEnd end()
    {
        return LoopThread.await(end);
    }

    boolean hasEnded()
    {
        return end.isDone();
    }

    private void add(final String line)
    {
        if (end.isDone())
        {
            throw new AssertionError("told behind the end: " + line);
        }
        lines.add(line);
    }
}
