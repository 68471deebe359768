package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What venues answer, one message a line, behind a byte that says which venue: whatever it is, it is about streams that
 * were asked for, each at most once a message, and what is asked for next is JSON.
 */
public final class ConversationFuzz
{
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> VENUES = VenueProtocol.names();
    private static final List<String> SYMBOLS = List.of("BTC-USD", "ETH-USD");

    private ConversationFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        if (data.length == 0)
        {
            return;
        }

        final VenueProtocol protocol = VenueProtocol.of(VENUES.get((data[0] & 0xFF) % VENUES.size()));
        final Conversation talk = protocol.newConversation();
        final List<VenueStream> streams = new ArrayList<>();
        SYMBOLS.forEach(symbol -> streams.addAll(
            protocol.streams(symbol, EnumSet.of(FeedChannel.TRADES, FeedChannel.BOOK))));
        final Told told = new Told(new HashSet<>(streams));
        talk.begin(ConversationFuzz::requireJson);
        talk.subscribe(streams, ConversationFuzz::requireJson);
        for (final String line : new String(data, 1, data.length - 1, StandardCharsets.UTF_8).split("\n"))
        {
            told.streams.clear();
            talk.onControl(parse(line), line, told);
            talk.unsubscribe(streams, ConversationFuzz::requireJson);
            talk.subscribe(streams, ConversationFuzz::requireJson);
        }
    }

    private static void requireJson(final String message)
    {
        assertTrue(parse(message) != null && message.startsWith("{"), message);
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
     * What one message is about.
     */
    private static final class Told implements Conversation.Replies
    {
        private final Set<VenueStream> asked;
        private final Set<VenueStream> streams = new HashSet<>();

        private Told(final Set<VenueStream> asked)
        {
            this.asked = asked;
        }

        @Override
        public void accepted(final VenueStream stream)
        {
            tell(stream);
        }

        @Override
        public void ended(final VenueStream stream)
        {
            tell(stream);
        }

        @Override
        public void refused(final VenueStream stream, final String reason)
        {
            tell(stream);
        }

        @Override
        public void again(final VenueStream stream)
        {
            tell(stream);
        }

        @Override
        public void tooFast(final String reason)
        {
            assertTrue(streams.isEmpty(), reason);
        }

        @Override
        public void leaving(final String reason)
        {
            assertTrue(streams.isEmpty(), reason);
        }

        @Override
        public void failed(final String reason)
        {
            assertNotNull(reason);
        }

        private void tell(final VenueStream stream)
        {
            assertTrue(asked.contains(stream), stream.name());
            assertTrue(streams.add(stream), stream.name());
        }
    }
}
