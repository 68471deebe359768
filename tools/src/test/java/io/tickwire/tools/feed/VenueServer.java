package io.tickwire.tools.feed;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.json.JsonReader;
import io.tickwire.tools.exchange.Exchange;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.StartException;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.access.Limits;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.venue.VenueProtocol;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A server that is connected to all venues of an exchange.
 */
final class VenueServer implements AutoCloseable
{
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final int HOUR_MS = 3_600_000;

    private final TickwireServer server;
    private final Exchange exchange;
    private final Map<String, Map<String, String>> names = new HashMap<>();

    private VenueServer(final TickwireServer server, final Exchange exchange)
    {
        this.server = server;
        this.exchange = exchange;
    }

    /**
     * @param specs how to connect to the venues.
     */
    static VenueServer start(
        final Exchange exchange, final List<String> specs, final UnaryOperator<FeedSettings.Links> links)
        throws StartException
    {
        final FeedSettings feeds = FeedSettings.of(specs.stream().map(FeedSpec::parse).toArray(FeedSpec[]::new));
        final ServerConfig defaults = ServerConfig.defaults();
        final EngineConfig engine = defaults.engine();
        // Minutes are told in a second: room for all of it, where a thread of the engine or the client has no core.
        final TickwireServer server = new TickwireServer(defaults
            .with(engine
                .with(new EngineConfig.Ticks(1 << 17, engine.ticks().slotBytes()))
                .with(new EngineConfig.Frames(1 << 16, 1 << 26, engine.frames().demandBytes())))
            .with(defaults.limits().with(new Limits.Slow(1 << 26, HOUR_MS, HOUR_MS, HOUR_MS, 1 << 16)))
            .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
            .with(feeds.with(links.apply(feeds.links()))));
        server.start();

        return new VenueServer(server, exchange);
    }

    /**
     * A server that is connected as the exchange says.
     */
    static VenueServer start(final Exchange exchange, final UnaryOperator<FeedSettings.Links> links)
        throws StartException
    {
        return start(exchange, exchange.venues().stream().map(exchange::feed).toList(), links);
    }

    int port()
    {
        return server.addresses().get(0).getPort();
    }

    JsonNode health() throws IOException, InterruptedException
    {
        return Recordings.parse(get("http://127.0.0.1:" + port() + "/health"));
    }

    /** Whether all venues are as they should be. */
    boolean isUp() throws IOException, InterruptedException
    {
        final JsonNode components = health().path("components");

        return exchange.venues().stream()
            .allMatch(venue -> components.path("feed." + venue).path("status").asText().equals("up"));
    }

    /** What a feed counts. */
    Map<String, Long> counts(final String venue) throws IOException, InterruptedException
    {
        final String head = "tickwire_feed_events_total{feed=\"" + venue + "\",kind=\"";
        final Map<String, Long> counts = new HashMap<>();
        get("http://127.0.0.1:" + port() + "/metrics").lines()
            .filter(line -> line.startsWith(head))
            .forEach(line -> counts.put(
                line.substring(head.length(), line.indexOf('"', head.length())),
                (long)Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));

        return counts;
    }

    /** What a venue's symbols are called by the server. */
    Map<String, String> names(final String venue) throws IOException, InterruptedException
    {
        final Map<String, String> known = names.get(venue);
        if (known != null)
        {
            return known;
        }

        final Map<String, String> read = new HashMap<>();
        for (final String path : VenueProtocol.of(venue).instrumentRequests())
        {
            final byte[] body = get("http://127.0.0.1:" + exchange.port() + '/' + venue + path).getBytes();
            Venue.of(venue).newInstrumentReader().read(
                Arrays.copyOf(body, body.length + JsonReader.PADDING), 0, body.length,
                (final Listing listing) -> read.put(listing.venueSymbol(), listing.canonicalName()));
        }
        names.put(venue, read);

        return read;
    }

    @Override
    public void close()
    {
        server.close();
    }

    private static String get(final String address) throws IOException, InterruptedException
    {
        return HTTP.send(HttpRequest.newBuilder(URI.create(address)).build(), HttpResponse.BodyHandlers.ofString())
            .body();
    }
}
