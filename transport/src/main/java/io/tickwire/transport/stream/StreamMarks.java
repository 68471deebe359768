package io.tickwire.transport.stream;

import org.agrona.DirectBuffer;

/**
 * Takes note of what was published, and where, for those who keep indexes of it.
 * Thread: stream
 */
interface StreamMarks
{
    /** Takes none. */
    StreamMarks NONE = new StreamMarks()
    {
        @Override
        public void onRun(final long run)
        {
            // Nothing is recorded.
        }

        @Override
        public void onBooks(final long g)
        {
            // Nothing is recorded.
        }

        @Override
        public void onTick(final long position, final long g, final long receiveTimeNs)
        {
            // Nothing is recorded.
        }

        @Override
        public void onDefinition(final DirectBuffer buffer, final int offset, final int length)
        {
            // Nothing is recorded.
        }

        @Override
        public void onBatch(final long position, final long g, final boolean isIdle)
        {
            // Nothing is recorded.
        }
    };

    /**
     * From now on all goes into another publication.
     *
     * @param run which.
     */
    void onRun(long run);

    /**
     * Who reads from a tick on has all books from here on, as far as they can be trusted.
     *
     * @param g of that tick.
     */
    void onBooks(long g);

    /**
     * A tick is about to be published.
     *
     * @param position where its frame begins.
     */
    void onTick(long position, long g, long receiveTimeNs);

    /**
     * What an id means is told the first time.
     *
     * @param offset of the SBE header; the head stands before it.
     * @param length of the message with it.
     */
    void onDefinition(DirectBuffer buffer, int offset, int length);

    /**
     * A batch has been published.
     *
     * @param position that it ends at.
     * @param g        up to which the stream has all ticks, or has told that it does not.
     * @param isIdle   whether there is nothing more to publish.
     */
    void onBatch(long position, long g, boolean isIdle);
}
