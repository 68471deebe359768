package io.tickwire.transport.feed.net;

/**
 * A link can not be opened.
 * Thread: any
 */
final class LinkException extends Exception
{
    private static final long serialVersionUID = 1;

    private final transient LinkEnd end;

    LinkException(final LinkEnd end)
    {
        super(end.reason());
        this.end = end;
    }

    LinkException(final LinkEnd.Cause cause, final int code, final String reason)
    {
        this(new LinkEnd(cause, code, reason));
    }

    LinkEnd end()
    {
        return end;
    }
}
