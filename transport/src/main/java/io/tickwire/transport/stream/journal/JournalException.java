package io.tickwire.transport.stream.journal;

import java.io.IOException;

/**
 * A journal that can not be read at all. What is merely damaged in it is told of as {@link Damage}.
 * Thread: any
 */
public final class JournalException extends IOException
{
    private static final long serialVersionUID = 1L;

    JournalException(final String message)
    {
        super(message);
    }

    JournalException(final String message, final Throwable cause)
    {
        super(message, cause);
    }
}
