package io.tickwire.transport.replay;

import io.tickwire.engine.schema.sbe.BookKeyframeDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * Which books were told whole since nothing was known, so that keyframes are taken for the others only.
 * Thread: any, one at a time
 */
final class KnownBooks
{
    private final LongHashSet known = new LongHashSet();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final BookKeyframeDecoder keyframe = new BookKeyframeDecoder();

    /** Nothing is known. */
    void clear()
    {
        known.clear();
    }

    /**
     * Stage a page of a keyframe, where its book is not known.
     *
     * @param g that it is to have; below 0: that of the tick that made the book so.
     */
    void stage(
        final StagedTick staged,
        final IdMap ids,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final long g)
    {
        keyframe.wrapAndApplyHeader(buffer, offset, header);
        staged.setKeyframe(buffer, offset, length, g < 0 ? keyframe.bookSequence() : g);
        if (!ids.map(staged.buffer(), length, staged.templateId()) || known.contains(staged.bookKey()))
        {
            staged.clear();
        }
    }

    /** A tick was told. */
    void onTold(final StagedTick told)
    {
        if (told.endsBook())
        {
            known.add(told.bookKey());
        }
    }
}
