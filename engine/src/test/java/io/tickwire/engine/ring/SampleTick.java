package io.tickwire.engine.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;

/**
 * Quotes that prove themselves: each field follows from the symbol and the number, so that a torn one is seen.
 */
final class SampleTick
{
    static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + QuoteEncoder.BLOCK_LENGTH;
    static final int VENUE = 7;

    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final QuoteEncoder encoder = new QuoteEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QuoteDecoder decoder = new QuoteDecoder();

    /**
     * Claim, encode, publish.
     *
     * @return the claim, or why there is none.
     */
    long publish(final TickPublisher publisher, final int symbolId, final long number)
    {
        final long claim = claim(publisher, symbolId);
        if (claim >= 0)
        {
            encode(publisher, claim, symbolId, number);
            publisher.publish(claim, LENGTH);
        }

        return claim;
    }

    static long claim(final TickPublisher publisher, final int symbolId)
    {
        return publisher.claim(LENGTH, QuoteEncoder.TEMPLATE_ID, VENUE, symbolId);
    }

    void encode(final TickPublisher publisher, final long claim, final int symbolId, final long number)
    {
        encoder.wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), headerEncoder).head()
            .exchangeTime(number)
            .receiveTime(TickHeadEncoder.receiveTimeMaxValue() - number)
            .symbolId(symbolId)
            .venueId(VENUE)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
        encoder
            .bidPrice(number)
            .bidQuantity(~number)
            .askPrice(number * 31)
            .askQuantity(number ^ symbolId)
            .venueSequence(number);
    }

    /**
     * The number of a quote, all of which must be of that number.
     */
    long numberIn(final TickSlot slot)
    {
        decoder.wrapAndApplyHeader(slot.buffer(), slot.messageOffset(), header);
        final long number = decoder.head().exchangeTime();
        assertEquals(LENGTH, slot.messageLength());
        assertEquals(TickHeadEncoder.receiveTimeMaxValue() - number, decoder.head().receiveTime());
        assertEquals(VENUE, decoder.head().venueId());
        assertEquals(-2, decoder.head().priceExponent());
        assertEquals(-8, decoder.head().quantityExponent());
        assertEquals(number, decoder.bidPrice());
        assertEquals(~number, decoder.bidQuantity());
        assertEquals(number * 31, decoder.askPrice());
        assertEquals(number ^ decoder.head().symbolId(), decoder.askQuantity());
        assertEquals(number, decoder.venueSequence());

        return number;
    }

    /**
     * The symbol of the quote that was last read.
     */
    int symbolId()
    {
        return (int)decoder.head().symbolId();
    }
}
