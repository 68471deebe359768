package io.tickwire.tools.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tickwire.tools.exchange.RecordedVenuesTest.Recording;
import io.tickwire.transport.feed.venue.Conversation;
import io.tickwire.transport.feed.venue.FeedChannel;
import io.tickwire.transport.feed.venue.VenueProtocol;
import io.tickwire.transport.feed.venue.VenueStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * The protocols that connectors speak are the ones that are spoken here: what they ask for is granted and comes, and
 * what they ask of by REST is answered.
 */
class VenueProtocolsTest
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MAX_MESSAGES = 500;

    /** Something that each recording has. */
    private static final Map<String, String> SYMBOLS = Map.ofEntries(
        Map.entry("binance", "BTCUSDT"),
        Map.entry("binance-usdm", "SUSHIUSDT"),
        Map.entry("bitfinex", "tBFTUSD"),
        Map.entry("bitmex", "XBTUSD"),
        Map.entry("bitstamp", "ethusd"),
        Map.entry("bybit", "SOLUSDT"),
        Map.entry("coinbase", "SKL-BTC"),
        Map.entry("coinbase-advanced", "BTC-USD"),
        Map.entry("deribit", "BTC-24SEP21-8000-P"),
        Map.entry("kraken", "MINA/GBP"),
        Map.entry("kraken-v1", "XMR/USD"),
        Map.entry("okx", "UNI-USD-SWAP"));

    static Stream<Recording> recordings()
    {
        return RecordedVenuesTest.recordings();
    }

    @ParameterizedTest
    @MethodSource("recordings")
    void shouldGrantWhatConnectorsAskFor(final Recording recording) throws IOException
    {
        assumeTrue(Files.isDirectory(Scene.data()), "no recordings at " + Scene.data());
        final VenueProtocol protocol = VenueProtocol.of(recording.venue());
        final String symbol = SYMBOLS.get(recording.venue());
        final List<VenueStream> streams = protocol.streams(symbol, EnumSet.of(FeedChannel.BOOK));

        try (Scene scene = new Scene(recording.files(), options -> options))
        {
            final VenueClient client = scene.connect('/' + recording.venue() + protocol.path(streams));
            final Conversation talk = protocol.newConversation();
            final Granted granted = new Granted();
            talk.begin(client::send);
            talk.subscribe(streams, client::send);
            int heard = 0;
            while (granted.accepted.size() < streams.size() && heard < MAX_MESSAGES)
            {
                hear(talk, client, heard++, granted);
            }
            assertEquals(streams.stream().map(VenueStream::name).collect(Collectors.toSet()), granted.accepted);

            talk.unsubscribe(streams, client::send);
            while (granted.ended.size() < streams.size() && heard < MAX_MESSAGES)
            {
                hear(talk, client, heard++, granted);
            }
            assertEquals(granted.accepted, granted.ended);

            for (final String request : protocol.instrumentRequests())
            {
                assertFalse(scene.get('/' + recording.venue() + request).isBlank(), request);
            }
            protocol.snapshotRequest(symbol).ifPresent(request ->
                assertFalse(scene.get('/' + recording.venue() + request).isBlank(), request));
        }
    }

    private static void hear(
        final Conversation talk, final VenueClient client, final int index, final Granted granted)
    {
        final String text = client.await(index + 1, message -> true).get(index);
        talk.onControl(parse(text), text, granted);
    }

    private static JsonNode parse(final String text)
    {
        try
        {
            return MAPPER.readTree(text);
        }
        catch (final JsonProcessingException ex)
        {
            return null;
        }
    }

    /**
     * What was granted; anything else that is answered is wrong.
     */
    private static final class Granted implements Conversation.Replies
    {
        private final Set<String> accepted = new TreeSet<>();
        private final Set<String> ended = new TreeSet<>();

        @Override
        public void accepted(final VenueStream stream)
        {
            accepted.add(stream.name());
        }

        @Override
        public void ended(final VenueStream stream)
        {
            ended.add(stream.name());
        }

        @Override
        public void refused(final VenueStream stream, final String reason)
        {
            throw new AssertionError(stream.name() + ": " + reason);
        }

        @Override
        public void again(final VenueStream stream)
        {
            throw new AssertionError(stream.name());
        }

        @Override
        public void tooFast(final String reason)
        {
            throw new AssertionError(reason);
        }

        @Override
        public void leaving(final String reason)
        {
            throw new AssertionError(reason);
        }

        @Override
        public void failed(final String reason)
        {
            throw new AssertionError(reason);
        }
    }
}
