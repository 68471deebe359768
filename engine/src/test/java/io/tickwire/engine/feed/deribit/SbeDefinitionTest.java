package io.tickwire.engine.feed.deribit;

import io.tickwire.engine.feed.FeedCounter;
import io.tickwire.engine.feed.FeedProbe;
import io.tickwire.engine.feed.InstrumentReader.Listing;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Instruments that the multicast itself defines.
 */
class SbeDefinitionTest
{
    private static final int CHANNEL = 101;
    private static final int FUTURE = 0;
    private static final int OPTION = 1;
    private static final int SPOT = 4;
    private static final int PERPETUAL = 0;
    private static final int WEEK = 4;

    private final FeedProbe probe = new FeedProbe(new DeribitSbe());
    private int sequence;

    @Test
    void shouldNameInstrumentsAsTheVenuesListDoes()
    {
        probe.bytes(packet()
            .perpetual(1, "BTC-PERPETUAL", "BTC", "USD")
            .definition(2, "BTC_USDC-PERPETUAL", FUTURE, PERPETUAL, "BTC", "USDC", 0.01, 0.001)
            .definition(3, "BTC-16JUN23", FUTURE, WEEK, "BTC", "USD", 2.5, 10)
            .definition(4, "BTC_USDC", SPOT, PERPETUAL, "BTC", "USDC", 1e-4, 1e-5)
            .definitionV2(5, "BTC-16JUN23-25100-C", OPTION, WEEK, 0.0005, 0.0001)
            .bytes());

        assertEquals(List.of(
            new Listing("BTC-PERPETUAL", "BTCUSD-PERP", -1, 0),
            new Listing("BTC_USDC-PERPETUAL", "BTCUSDC-PERP", -2, -3),
            new Listing("BTC-16JUN23", "BTC-16JUN23", -1, 0),
            new Listing("BTC_USDC", "BTCUSDC", -4, -5),
            new Listing("BTC-16JUN23-25100-C", "BTC-16JUN23-25100-C", -4, -1)), probe.listings);
        assertEquals(5, probe.feed().instruments().all().size());
    }

    @Test
    void shouldListEachNameOnce()
    {
        for (int i = 0; i < 3; i++)
        {
            probe.bytes(packet().perpetual(1, "BTC-PERPETUAL", "BTC", "USD").bytes()).reconnect();
        }

        assertEquals(1, probe.listings.size());
        assertEquals(1, probe.feed().instruments().all().size());
    }

    /** What is not told is taken for whole numbers; what is none at all is refused with its packet. */
    @Test
    void shouldNotTakeForAStepWhatIsNone()
    {
        probe.bytes(packet().definition(1, "A", FUTURE, WEEK, "A", "USD", Double.NaN, -1).bytes())
            .bytes(packet().definition(2, "B", FUTURE, WEEK, "B", "USD", Double.POSITIVE_INFINITY, 1).bytes())
            .bytes(packet().definition(3, "C", FUTURE, WEEK, "C", "USD", Double.MIN_VALUE, 1).bytes());

        assertEquals(List.of(new Listing("A", "A", 0, 0)), probe.listings);
        assertEquals(2, probe.count(FeedCounter.MALFORMED));
    }

    private PacketBuilder packet()
    {
        return new PacketBuilder(CHANNEL, ++sequence);
    }
}
