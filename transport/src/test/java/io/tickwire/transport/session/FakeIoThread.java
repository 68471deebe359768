package io.tickwire.transport.session;

import org.xnio.XnioExecutor;
import org.xnio.XnioIoThread;

import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * An I/O thread that is none: what it is to do is done when a test says so.
 */
public final class FakeIoThread extends XnioIoThread
{
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();

    public FakeIoThread()
    {
        super(null, 0);
    }

    /**
     * Do what is due by now, but not what comes of it.
     */
    public int runDue()
    {
        final int count = tasks.size();
        for (int i = 0; i < count; i++)
        {
            tasks.poll().run();
        }

        return count;
    }

    @Override
    public void execute(final Runnable command)
    {
        tasks.add(command);
    }

    @Override
    public Key executeAfter(final Runnable command, final long time, final TimeUnit unit)
    {
        tasks.add(command);

        return XnioExecutor.Key.IMMEDIATE;
    }

    @Override
    public Key executeAtInterval(final Runnable command, final long time, final TimeUnit unit)
    {
        throw new UnsupportedOperationException();
    }
}
