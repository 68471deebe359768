package io.tickwire.engine.pipeline;

import io.tickwire.engine.conflate.DirtySet;
import io.tickwire.engine.encode.MarketBatchWriter;
import io.tickwire.engine.encode.UpdateValues;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;

/**
 * The symbols of a pipeline in one message: those that have changed since its lane was told last.
 * Thread: pipeline-<k>
 */
final class BatchStream extends ViewStream
{
    private MarketTable table;
    private final long[] values = new long[UpdateValues.LENGTH];
    private final DirtySet[] changed = new DirtySet[Conflation.COUNT];
    private final MarketBatchWriter[] writers = new MarketBatchWriter[Encoding.COUNT];

    BatchStream(final int streamId, final MarketTable table)
    {
        super(streamId);
        this.table = table;
    }

    MarketTable table()
    {
        return table;
    }

    /**
     * Where the head of a message is made.
     */
    long[] values()
    {
        return values;
    }

    /**
     * The symbols that a lane was not told yet.
     */
    DirtySet changedOf(final Conflation conflation)
    {
        final int ordinal = conflation.ordinal();
        if (changed[ordinal] == null)
        {
            changed[ordinal] = new DirtySet();
        }

        return changed[ordinal];
    }

    /**
     * Prices of another time follow.
     */
    void startOver()
    {
        table = new MarketTable();
        for (final DirtySet stale : changed)
        {
            if (stale != null)
            {
                stale.removeFirst(stale.size());
            }
        }
    }

    @Override
    void begin(final Conflation conflation)
    {
        final DirtySet stale = changedOf(conflation);
        stale.removeFirst(stale.size());
    }

    @Override
    boolean isShown()
    {
        return true;
    }

    @Override
    boolean isDelta()
    {
        return false;
    }

    MarketBatchWriter writerOf(final Encoding encoding)
    {
        final int ordinal = encoding.ordinal();
        if (writers[ordinal] == null)
        {
            writers[ordinal] = MarketBatchWriter.of(encoding);
        }

        return writers[ordinal];
    }
}
