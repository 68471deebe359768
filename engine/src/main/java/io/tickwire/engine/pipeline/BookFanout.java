package io.tickwire.engine.pipeline;

import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.StreamKind;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

import java.util.List;

/**
 * The second stage's part in books, and in what can not be trusted: tells a book's lanes when it has changed, and all
 * lanes of states when they are stale.
 * Thread: pipeline-<k>
 */
final class BookFanout
{
    private final BookView books;
    private final StreamTable streams;
    private final LaneSender sender;
    private final OwingLanes owing;
    private boolean isQuiet;

    BookFanout(
        final BookView books, final StreamTable streams, final LaneSender sender, final OwingLanes owing)
    {
        this.books = books;
        this.streams = streams;
        this.sender = sender;
        this.owing = owing;
    }

    /**
     * A tick of a book has come.
     */
    void onTick(final TickSlot slot, final MessageHeaderDecoder header, final long sequence)
    {
        sender.causedAt(slot.publishTimeNs());
        final BookState state = books.after(slot, header, sequence);
        if (state != null)
        {
            switch (state.outcomeOf(sequence))
            {
                case CHANGED ->
                {
                    if (!isQuiet)
                    {
                        tell(state);
                    }
                }
                case STALE, POISONED, INEXACT -> markStale(state, state.staleReason());
                default ->
                {
                    // There is nothing to tell yet.
                }
            }
        }
    }

    /**
     * A part of a book was lost before it reached the engine.
     */
    void onLoss(final int symbolId, final int venueId)
    {
        books.onStale(symbolId, venueId, StaleReason.FEED_LOSS);
        final BookState state = books.get(symbolId, venueId);
        if (state != null)
        {
            markStale(state, StaleReason.FEED_LOSS);
        }
    }

    /**
     * A symbol at a venue, or all of the venue, can not be trusted.
     *
     * @param symbolId that of all symbols' ticks stands for all.
     */
    void onStale(final long symbolId, final int venueId, final StaleReason reason)
    {
        books.onStale(symbolId, venueId, reason);
        if (symbolId != TickHeadDecoder.symbolIdNullValue())
        {
            markStale((int)symbolId, venueId, reason);
            return;
        }
        for (int id = 0; id < streams.symbols(); id++)
        {
            markStale(id, venueId, reason);
        }
    }

    /**
     * All states are void: ticks of another time follow.
     */
    void startOver()
    {
        books.startOver();
        streams.startOver();
        for (int i = 0; i < streams.lanes(); i++)
        {
            final Lane lane = streams.lane(i);
            lane.settle();
            if (lane.encodings() != 0 && lane.stream().channel() != Channel.MARKET && !lane.isEvent())
            {
                lane.onStale(StaleReason.SEEK);
                owing.addPending(lane);
            }
        }
    }

    /**
     * Whether changes are not told for now.
     */
    void quiet(final boolean isQuiet)
    {
        this.isQuiet = isQuiet;
    }

    /**
     * Tell a book as it is now, where it can be trusted.
     */
    void tellNow(final BookStream stream)
    {
        if (stream.isShown())
        {
            tell(stream);
        }
    }

    private void tell(final BookState state)
    {
        final List<BookStream> tellers = state.streams();
        for (int i = 0; i < tellers.size(); i++)
        {
            tell(tellers.get(i));
        }
    }

    private void tell(final BookStream stream)
    {
        for (final Lane lane : stream.wanted())
        {
            if (lane.conflation().merges())
            {
                owing.add(lane);
            }
            else if (!sender.send(lane))
            {
                owing.addPending(lane);
            }
        }
    }

    private void markStale(final int symbolId, final int venueId, final StaleReason reason)
    {
        final Stream[] ofInstrument = streams.ofInstrument(symbolId, venueId);
        if (ofInstrument == null)
        {
            return;
        }
        for (final Stream stream : ofInstrument)
        {
            if (stream != null && stream.channel().kind() == StreamKind.STATE)
            {
                markStale(stream, reason);
            }
        }
    }

    private void markStale(final BookState state, final StaleReason reason)
    {
        for (final BookStream stream : state.streams())
        {
            markStale(stream, reason);
        }
    }

    private void markStale(final Stream stream, final StaleReason reason)
    {
        for (final Lane lane : stream.wanted())
        {
            lane.onStale(reason);
            owing.addPending(lane);
        }
    }
}
