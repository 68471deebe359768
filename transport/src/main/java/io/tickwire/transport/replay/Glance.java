package io.tickwire.transport.replay;

import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.transport.stream.journal.Damage;
import io.tickwire.transport.stream.journal.Journal;
import io.tickwire.transport.stream.journal.JournalHandler;
import io.tickwire.transport.stream.journal.JournalReader;
import io.tickwire.transport.stream.journal.Run;
import io.tickwire.transport.stream.journal.StreamHead;
import org.agrona.DirectBuffer;

/**
 * A look at some messages of a journal that are not told by it. What is damaged is told of when it is come to.
 * Thread: any, one at a time
 */
final class Glance implements JournalHandler
{
    /** A message below this is a tick. */
    static final int TICK_TEMPLATES = 100;

    /** In place of a time that is not known. */
    static final long NONE = -1;

    private static final int MESSAGES = 1 << 16;
    private static final int MESSAGES_AT_ONCE = 4_096;

    private final IdMap ids;
    private final StagedTick tick = new StagedTick();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private long firstNs = NONE;

    private Glance(final IdMap ids)
    {
        this.ids = ids;
    }

    /**
     * Make known what the first messages from a time on tell of, so that it can be subscribed to before they are told.
     */
    static void list(final Journal journal, final long fromNs, final IdMap ids)
    {
        final Glance glance = new Glance(ids);
        try (JournalReader reader = journal.readerAtTime(fromNs))
        {
            int seen = 0;
            int count;
            do
            {
                count = reader.poll(glance, MESSAGES_AT_ONCE);
                seen += count;
            }
            while (count > 0 && seen < MESSAGES);
        }
        ids.forget();
    }

    /**
     * When the tick of a number, or the first behind it, was received; {@link #NONE}: there is none.
     */
    static long timeOf(final Journal journal, final long g)
    {
        final long epoch = journal.runs().stream()
            .filter(run -> run.lastG() >= g)
            .map(Run::epoch)
            .findFirst()
            .orElse(Long.MAX_VALUE);
        final Glance glance = new Glance(null);
        try (JournalReader reader = journal.readerAt(epoch, g))
        {
            while (glance.firstNs == NONE && reader.poll(glance, 1) > 0)
            {
                // Definitions and the like stand before it.
            }
        }

        return glance.firstNs;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length, final StreamHead head)
    {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        if (templateId < TICK_TEMPLATES)
        {
            tick.set(buffer, offset, length, templateId, head.g());
            firstNs = firstNs == NONE ? tick.timeNs() : firstNs;
            if (ids != null)
            {
                ids.map(tick.buffer(), length, templateId);
            }
        }
        else if (ids != null)
        {
            ids.define(buffer, offset, templateId);
        }
    }

    @Override
    public void onRun(final Run run)
    {
        if (ids != null)
        {
            ids.forget();
        }
    }

    @Override
    public void onDamage(final Damage damage)
    {
        // It is told of when it is come to.
    }
}
