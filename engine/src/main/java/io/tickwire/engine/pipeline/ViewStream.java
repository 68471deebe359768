package io.tickwire.engine.pipeline;

import io.tickwire.engine.schema.Conflation;

/**
 * A stream that tells a view of many things: a book, or the whole market. Each lane knows of its view what it was told,
 * and a message has a number only once it is told. So it can be shown whole at any time, and is never replayed.
 * Thread: pipeline-<k>
 */
abstract sealed class ViewStream extends Stream permits BatchStream, BookStream
{
    ViewStream(final int streamId)
    {
        super(streamId);
    }

    /**
     * The lane of a class has its first subscriber: it is told what changes from now on.
     */
    abstract void begin(Conflation conflation);

    /**
     * Whether there is a view to show.
     */
    abstract boolean isShown();

    /**
     * Whether messages are of no use without the view that they change.
     */
    abstract boolean isDelta();
}
