package io.tickwire.transport.feed.venue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;

/**
 * What a conversation made of a venue's answers, in its order: {@code accepted btcusdt@trade}.
 */
final class Heard implements Conversation.Replies
{
    static final ObjectMapper JSON = new ObjectMapper();

    final List<String> all = new ArrayList<>();

    /** An answer comes to a conversation. */
    Heard of(final Conversation conversation, final String text)
    {
        conversation.onControl(parse(text), text, this);

        return this;
    }

    /** What was heard since the last time. */
    List<String> take()
    {
        final List<String> taken = List.copyOf(all);
        all.clear();

        return taken;
    }

    /** As a connector reads it: null for what is no JSON. */
    static JsonNode parse(final String text)
    {
        try
        {
            return JSON.readTree(text);
        }
        catch (final JsonProcessingException ex)
        {
            return null;
        }
    }

    @Override
    public void accepted(final VenueStream stream)
    {
        all.add("accepted " + stream.name());
    }

    @Override
    public void ended(final VenueStream stream)
    {
        all.add("ended " + stream.name());
    }

    @Override
    public void refused(final VenueStream stream, final String reason)
    {
        all.add("refused " + stream.name());
    }

    @Override
    public void again(final VenueStream stream)
    {
        all.add("again " + stream.name());
    }

    @Override
    public void tooFast(final String reason)
    {
        all.add("too fast");
    }

    @Override
    public void leaving(final String reason)
    {
        all.add("leaving");
    }

    @Override
    public void failed(final String reason)
    {
        all.add("failed");
    }
}
