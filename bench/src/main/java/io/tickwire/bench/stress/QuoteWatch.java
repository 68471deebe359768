package io.tickwire.bench.stress;

import io.tickwire.engine.ring.TickHandler;
import io.tickwire.engine.ring.TickReader;
import io.tickwire.engine.ring.TickSlot;
import io.tickwire.engine.schema.sbe.FeedStatusDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.TickHeadDecoder;

/**
 * A reader that looks at each field of each quote.
 */
final class QuoteWatch implements TickHandler
{
    /** How a loss that a publisher announces is told. */
    static final int LOSS = 9;

    private final TickReader reader;
    private final boolean isNamedForPlace;
    private final Sightings sightings = new Sightings();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QuoteDecoder quote = new QuoteDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private long lastSequence;

    QuoteWatch(final TickReader reader)
    {
        this(reader, false);
    }

    private QuoteWatch(final TickReader reader, final boolean isNamedForPlace)
    {
        this.reader = reader;
        this.isNamedForPlace = isNamedForPlace;
        this.lastSequence = reader.position();
    }

    /**
     * A watch over quotes that each are named for their place.
     */
    static QuoteWatch ofNamedForPlace(final TickReader reader)
    {
        return new QuoteWatch(reader, true);
    }

    /**
     * The sequence of the last tick that was seen.
     */
    long position()
    {
        return lastSequence;
    }

    /**
     * Read what is there, and tell nothing of it.
     */
    void skip(final int limit)
    {
        reader.poll(this, limit);
        sightings.forget();
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

    @Override
    public void onTick(final TickSlot slot, final long sequence)
    {
        if (sequence != lastSequence + 1)
        {
            sightings.spoil(Sightings.DISORDER);
        }
        lastSequence = sequence;

        header.wrap(slot.buffer(), slot.messageOffset());
        if (slot.messageLength() == 0)
        {
            return;
        }
        if (header.templateId() == FeedStatusDecoder.TEMPLATE_ID)
        {
            status.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
            sightings.add(status.lostCount() == 1 ? LOSS : 0);
        }
        else
        {
            look(slot, sequence);
        }
    }

    private void look(final TickSlot slot, final long sequence)
    {
        quote.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final TickHeadDecoder head = quote.head();
        final int name = (int)head.symbolId();
        final long seed = StressFeed.seed(name);
        final boolean isWhole =
            slot.messageLength() == StressFeed.QUOTE_BYTES && slot.publishTimeNs() != 0 && name != 0 &&
            head.exchangeTime() == seed && head.receiveTime() == ~seed && head.venueId() == name &&
            head.priceExponent() == -name && head.quantityExponent() == name && quote.bidPrice() == seed + 1 &&
            quote.bidQuantity() == seed + 2 && quote.askPrice() == seed + 3 && quote.askQuantity() == seed + 4 &&
            quote.venueSequence() == seed + 5;

        if (!isWhole)
        {
            sightings.spoil(Sightings.TORN);
        }
        else if (isNamedForPlace && name != sequence + 1)
        {
            sightings.spoil(Sightings.DISORDER);
        }
        else
        {
            sightings.add(name);
        }
    }
}
