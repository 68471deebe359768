package io.tickwire.engine.schema;

import io.tickwire.engine.schema.sbe.BookDeltaDecoder;
import io.tickwire.engine.schema.sbe.BookSnapshotDecoder;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;

/**
 * Which messages of the schema are ticks, and which of these are of books.
 * Thread: any
 */
public final class TickTemplates
{
    private static final int LAST = 99;

    private TickTemplates()
    {
    }

    /**
     * Whether a message of this template is a tick, known or of a later version: not what stands around ticks.
     */
    public static boolean isTick(final int templateId)
    {
        return templateId <= LAST;
    }

    /**
     * Whether a tick tells a book.
     */
    public static boolean isBook(final int templateId)
    {
        return templateId == BookDeltaDecoder.TEMPLATE_ID || templateId == BookSnapshotDecoder.TEMPLATE_ID;
    }

    /**
     * Whether a tick tells a book, or may tell that one can not be trusted.
     */
    public static boolean concernsBooks(final int templateId)
    {
        return isBook(templateId) || templateId == FeedStatusDecoder.TEMPLATE_ID;
    }
}
