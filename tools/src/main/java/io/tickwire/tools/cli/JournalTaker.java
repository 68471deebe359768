package io.tickwire.tools.cli;

import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes what a journal hands on somewhere else, until all is written that was wanted, or something can not be.
 * Thread: conductor
 */
abstract class JournalTaker implements JournalHandler
{
    private final List<Damage> damages = new ArrayList<>();
    private IOException failure;
    private boolean isDone;

    @Override
    public final void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        if (isDone || failure != null)
        {
            return;
        }
        try
        {
            isDone = !take(buffer, offset, length, head);
        }
        catch (final IOException ex)
        {
            failure = ex;
        }
    }

    @Override
    public final void onDamage(final Damage damage)
    {
        if (!isDone)
        {
            damages.add(damage);
        }
    }

    /**
     * Whether nothing more is wanted.
     */
    final boolean isDone()
    {
        return isDone;
    }

    /**
     * @throws IOException where something could not be written.
     */
    final void check() throws IOException
    {
        if (failure != null)
        {
            throw failure;
        }
    }

    final List<Damage> damages()
    {
        return damages;
    }

    /**
     * Take a message.
     *
     * @return whether more are wanted.
     */
    abstract boolean take(DirectBuffer buffer, int offset, int length, StreamHead head) throws IOException;
}
