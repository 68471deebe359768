package io.tickwire.engine.feed.json;

import java.io.Serial;

/**
 * A message is not what its venue sends. One for each reason, made once, without a trace: a venue that sends garbage
 * costs no more than one that does not.
 * Thread: any
 */
public final class MalformedMessageException extends RuntimeException
{
    @Serial
    private static final long serialVersionUID = 1L;

    public MalformedMessageException(final String reason)
    {
        super(reason, null, false, false);
    }
}
