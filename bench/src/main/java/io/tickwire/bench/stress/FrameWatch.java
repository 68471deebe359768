package io.tickwire.bench.stress;

import io.tickwire.engine.fanout.FrameHandler;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.schema.Encoding;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A shard that looks at each byte of each frame, and at the end of a batch at all of them once more, as it would write
 * them then.
 */
final class FrameWatch implements FrameHandler
{
    private static final int MAX_BATCH = 8;

    private final FrameReader reader;
    private final Sightings sightings = new Sightings();
    private final FrameSlot[] batch = new FrameSlot[MAX_BATCH];
    private int batched;

    FrameWatch(final FrameReader reader)
    {
        this.reader = reader;
    }

    /**
     * Look once.
     *
     * @return all that was seen so far.
     */
    int poll(final int limit)
    {
        reader.poll(this, limit);

        return sightings.result();
    }

    /**
     * Read what is there, and tell nothing of it.
     */
    void skip()
    {
        poll(MAX_BATCH);
        sightings.forget();
    }

    @Override
    public void onFrame(final FrameSlot slot, final boolean endOfBatch)
    {
        look(slot);
        sightings.add(slot.streamId());
        batch[batched++] = slot;
        if (endOfBatch)
        {
            for (int i = 0; i < batched; i++)
            {
                look(batch[i]);
            }
            batched = 0;
        }
    }

    private void look(final FrameSlot slot)
    {
        final int name = slot.streamId();
        final long seed = StressFeed.seed(name);
        boolean isWhole =
            slot.kind() == FrameKind.DATA && slot.encoding().ordinal() == name % Encoding.COUNT &&
            slot.fromSequence() == seed && slot.sequence() == ~seed && slot.publishTimeNs() == seed + 1 &&
            slot.sealTimeNs() == seed + 2 && slot.length() > 0;

        final UnsafeBuffer buffer = slot.buffer();
        final int offset = slot.offset();
        for (int i = 0; i < slot.length(); i += Long.BYTES)
        {
            isWhole &= buffer.getLong(offset + i) == seed + i;
        }
        if (!isWhole)
        {
            sightings.spoil(Sightings.TORN);
        }
    }
}
