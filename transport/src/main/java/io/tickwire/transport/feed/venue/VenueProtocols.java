package io.tickwire.transport.feed.venue;

import io.tickwire.engine.feed.Venue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All venues that can be connected to by WebSocket.
 * Thread: any
 */
final class VenueProtocols
{
    private static final Map<String, VenueProtocol> ALL = Stream.of(
        BinanceProtocol.spot(),
        BinanceProtocol.usdm(),
        BinanceProtocol.coinm(),
        BinanceProtocol.sbe(),
        new BitfinexProtocol(),
        new BitmexProtocol(),
        new BitstampProtocol(),
        BybitProtocol.derivatives(),
        BybitProtocol.spot(),
        new CoinbaseProtocol(),
        new CoinbaseAdvancedProtocol(),
        new DeribitProtocol(),
        new KrakenProtocol(),
        new KrakenV1Protocol(),
        new OkxProtocol())
        .collect(Collectors.toUnmodifiableMap(VenueProtocol::venue, protocol -> protocol));

    private static final Set<String> MULTICAST = Set.of("deribit-sbe");

    private VenueProtocols()
    {
    }

    static VenueProtocol of(final String name)
    {
        final String venue = Venue.of(name).name();
        final VenueProtocol protocol = ALL.get(venue);
        if (protocol == null)
        {
            throw new IllegalArgumentException(
                "this venue is not reached by WebSocket: venue=" + venue + ", venues=" + names());
        }

        return protocol;
    }

    static boolean isMulticast(final String name)
    {
        return MULTICAST.contains(Venue.of(name).name());
    }

    static List<String> names()
    {
        return ALL.keySet().stream().sorted().collect(Collectors.toUnmodifiableList());
    }
}
