package io.tickwire.engine;

import io.tickwire.engine.feed.Names;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.QuoteDecoder;
import io.tickwire.engine.schema.sbe.QuoteEncoder;
import io.tickwire.engine.schema.sbe.next.FundingEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Frames of an older and of a newer version of the schema: {@code src/test/sbe/tickwire-next.xml} is the newer one.
 */
class SchemaEvolutionTest
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final long BID = 6_723_400;

    private final Names names = SteppedEngine.names();
    private final int btc = names.symbols().define("BTC/USD", -2, -8).id();
    private SteppedEngine stepped;
    private TickPublisher publisher;

    @BeforeEach
    void launch()
    {
        stepped = new SteppedEngine(SteppedEngine.smallConfig(), names);
        publisher = stepped.engine().newPublisher("alpha");
    }

    @AfterEach
    void close()
    {
        stepped.close();
    }

    @Test
    void shouldReadATickWithAFieldThatANewerVersionAdded()
    {
        final int length = HEADER + io.tickwire.engine.schema.sbe.next.QuoteEncoder.BLOCK_LENGTH;
        publishNewerQuote(length);
        stepped.settle();

        assertTrue(length > HEADER + QuoteEncoder.BLOCK_LENGTH);
        assertEquals(1, stepped.counter(EngineCounter.TICKS_APPLIED));
        assertEquals(0, stepped.counter(EngineCounter.TICKS_POISONED));
    }

    @Test
    void shouldSkipATemplateThatANewerVersionAdded()
    {
        final int length = HEADER + FundingEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, FundingEncoder.TEMPLATE_ID, 1, btc);
        new FundingEncoder().wrapAndApplyHeader(
            publisher.buffer(),
            publisher.messageOffset(claim),
            new io.tickwire.engine.schema.sbe.next.MessageHeaderEncoder()).rate(1);
        publisher.publish(claim, length);
        stepped.ticks("beta").of(btc, 1).quote(BID, 1, BID + 1, 1);
        stepped.settle();

        assertEquals(1, stepped.counter(EngineCounter.TICKS_UNKNOWN));
        assertEquals(1, stepped.counter(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldRefuseARootBlockThatIsShorterThanItsVersionSays()
    {
        final int length = HEADER + QuoteEncoder.BLOCK_LENGTH;
        final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, 1, btc);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        new QuoteEncoder().wrapAndApplyHeader(publisher.buffer(), publisher.messageOffset(claim), header);
        header.blockLength(QuoteEncoder.BLOCK_LENGTH - 1);
        publisher.publish(claim, length);
        stepped.ticks("beta").of(btc, 1).quote(BID, 1, BID + 1, 1);
        stepped.settle();

        assertEquals(1, stepped.counter(EngineCounter.TICKS_POISONED));
        assertEquals(1, stepped.counter(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldRefuseARootBlockThatReachesBeyondItsMessage()
    {
        publishNewerQuote(HEADER + QuoteEncoder.BLOCK_LENGTH);
        stepped.settle();

        assertEquals(1, stepped.counter(EngineCounter.TICKS_POISONED));
        assertEquals(0, stepped.counter(EngineCounter.TICKS_APPLIED));
    }

    @Test
    void shouldBeReadByANewerVersionWhichFindsItsFieldMissing()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128]);
        new QuoteEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder()).bidPrice(BID);
        final io.tickwire.engine.schema.sbe.next.QuoteDecoder newer =
            new io.tickwire.engine.schema.sbe.next.QuoteDecoder().wrapAndApplyHeader(
                buffer, 0, new io.tickwire.engine.schema.sbe.next.MessageHeaderDecoder());

        assertEquals(BID, newer.bidPrice());
        assertEquals(io.tickwire.engine.schema.sbe.next.QuoteDecoder.orderCountNullValue(), newer.orderCount());
    }

    @Test
    void shouldKeepTheBlocksThatTheNewerVersionBuildsOn()
    {
        assertEquals(
            QuoteDecoder.askQuantityEncodingOffset(),
            io.tickwire.engine.schema.sbe.next.QuoteDecoder.askQuantityEncodingOffset());
        assertEquals(
            QuoteDecoder.BLOCK_LENGTH, io.tickwire.engine.schema.sbe.next.QuoteDecoder.orderCountEncodingOffset());
    }

    private void publishNewerQuote(final int length)
    {
        final long claim = publisher.claim(length, QuoteEncoder.TEMPLATE_ID, 1, btc);
        final io.tickwire.engine.schema.sbe.next.QuoteEncoder newer =
            new io.tickwire.engine.schema.sbe.next.QuoteEncoder().wrapAndApplyHeader(
                publisher.buffer(),
                publisher.messageOffset(claim),
                new io.tickwire.engine.schema.sbe.next.MessageHeaderEncoder());
        newer.head()
            .exchangeTime(1)
            .receiveTime(1)
            .symbolId(btc)
            .venueId(1)
            .priceExponent((byte)-2)
            .quantityExponent((byte)-8);
        newer.bidPrice(BID).bidQuantity(1).askPrice(BID + 1).askQuantity(1).venueSequence(1).orderCount(9);
        publisher.publish(claim, length);
    }
}
