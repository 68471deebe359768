package io.tickwire.engine.pipeline;

import io.tickwire.engine.feed.Names;
import io.tickwire.engine.ring.BookKeeper;
import io.tickwire.engine.schema.LevelList;
import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.FeedState;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.StreamStartDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * The books of all symbols, as each pipeline keeps those of its own.
 * Thread: any, one at a time
 */
public final class KeptBooks implements BookKeeper
{
    private final Books books;
    private final int maxLevels;
    private final List<Kept> all = new ArrayList<>();
    private final TickGate gate = new TickGate();
    private final TickHeadDecoder head = new TickHeadDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();

    /**
     * @param maxLevels of a side of each.
     */
    public KeptBooks(final Names names, final int maxLevels)
    {
        this.books = new Books(names, maxLevels);
        this.maxLevels = maxLevels;
    }

    private record Kept(int symbolId, int venueId, int maxLevels, BookState state) implements Book
    {
        @Override
        public boolean isLive()
        {
            return state.isLive();
        }

        @Override
        public boolean isWhole()
        {
            return state.isWhole();
        }

        @Override
        public long sequence()
        {
            return state.appliedSequence();
        }

        @Override
        public long exchangeTimeNs()
        {
            return state.exchangeTimeNs();
        }

        @Override
        public long receiveTimeNs()
        {
            return state.receiveTimeNs();
        }

        @Override
        public void addTo(final LevelList out)
        {
            state.book().addView(out, maxLevels);
        }
    }

    @Override
    public void onTick(final DirectBuffer buffer, final int offset, final int length, final long sequence)
    {
        final TickGate.Verdict verdict = gate.check(buffer, offset, length);
        if (verdict == TickGate.Verdict.PASS && TickTemplates.isBook(gate.templateId()))
        {
            onBook(buffer, offset, length, sequence);
        }
        else if (verdict == TickGate.Verdict.PASS && gate.templateId() == FeedStatusDecoder.TEMPLATE_ID)
        {
            onFeedStatus(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        }
        else if (verdict == TickGate.Verdict.UNKNOWN && gate.templateId() == StreamStartDecoder.TEMPLATE_ID)
        {
            // In a ring of recorded ticks: those of another time follow.
            books.startOver();
        }
    }

    @Override
    public void onLoss()
    {
        for (int i = 0; i < all.size(); i++)
        {
            all.get(i).state.goStale(StaleReason.FEED_LOSS);
        }
    }

    @Override
    public int size()
    {
        return all.size();
    }

    @Override
    public Book book(final int index)
    {
        return all.get(index);
    }

    private void onBook(final DirectBuffer buffer, final int offset, final int length, final long sequence)
    {
        head.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH);
        final int symbolId = (int)head.symbolId();
        final int venueId = head.venueId();
        if (!books.isKnown(symbolId, venueId))
        {
            return;
        }
        if (books.get(symbolId, venueId) == null)
        {
            all.add(new Kept(symbolId, venueId, maxLevels, books.of(symbolId, venueId)));
        }
        books.apply(buffer, offset, length, gate.header(), sequence);
    }

    private void onFeedStatus(final DirectBuffer buffer, final int bodyOffset)
    {
        status.wrap(buffer, bodyOffset, gate.header().blockLength(), gate.header().version());
        final int state = status.stateRaw();
        final boolean isLost = state == FeedState.LOSS.value() && TickTemplates.isBook(status.lostTemplateId());
        if (isLost || state == FeedState.STALE.value() || state == FeedState.DISCONNECTED.value())
        {
            head.wrap(buffer, bodyOffset);
            books.onStale(head.symbolId(), head.venueId(), StaleReason.FEED);
        }
    }
}
