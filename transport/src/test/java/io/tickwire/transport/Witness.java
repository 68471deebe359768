package io.tickwire.transport;

import tools.jackson.databind.JsonNode;

import java.io.EOFException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A client of one stream that comes back to each run of a server that is killed, with {@code since}: what it missed
 * comes, in order and once, or is announced as a gap; and no number is told twice but for the same trade.
 * Thread: its own while it reads, between that the test's
 */
final class Witness
{
    private static final String STREAM =
        "\"type\":\"subscribe\",\"channel\":\"trade\",\"symbols\":[\"BTCUSDT\"],\"venue\":\"%s\"";

    private final String venue;
    private final Map<Long, String> trades = new HashMap<>();
    private final List<JsonNode> heard = new ArrayList<>();
    private Thread reading;
    private long epoch;
    private long last;
    private long since;
    private int resumptions;

    Witness(final String venue)
    {
        this.venue = venue;
    }

    /**
     * Come to a server, with one of the last numbers that were heard, and hear until its end.
     */
    void listen(final int port, final Random random)
    {
        heard.clear();
        final RawClient client = RawClient.open(port, "/ws", 0);
        since = Math.max(0, last - random.nextInt(3));
        final String wish = since == 0 ? "" : ",\"since\":{\"epoch\":" + epoch + ",\"seq\":" + since + "}";
        client.send("{" + STREAM.formatted(venue) + wish + "}");
        reading = new Thread(() -> read(client), "witness");
        reading.start();
    }

    /**
     * The server was killed: look at what was heard of it.
     */
    void look() throws InterruptedException
    {
        reading.join();
        long next = 0;
        for (final JsonNode message : heard)
        {
            switch (message.path("type").asString(""))
            {
                case "subscribed" -> next = onSubscribed(message);
                case "gap" ->
                {
                    assertTrue(next == 0 || message.path("from").asLong() == next, next + " " + message);
                    next = message.path("to").asLong() + 1;
                }
                case "trade_update" -> next = onTrade(message, next);
                default -> assertTrue(message.path("type").isString(), message.toString());
            }
        }
    }

    /**
     * How many different trades it has heard.
     */
    int trades()
    {
        return trades.size();
    }

    /**
     * How often it came back with a number.
     */
    int resumptions()
    {
        return resumptions;
    }

    private long onSubscribed(final JsonNode message)
    {
        if (since == 0)
        {
            return 0;
        }
        resumptions++;
        assertEquals(epoch, epochOf(message), "the epoch goes on");

        return since + 1;
    }

    private long onTrade(final JsonNode trade, final long next)
    {
        final long sequence = trade.path("seq").asLong();
        assertTrue(next == 0 || sequence == next, "expected=" + next + " " + trade);
        if (next != 0 && trade.path("pseq").asLong() != next - 1)
        {
            assertEquals(0, trade.path("pseq").asLong(), trade.toString());
        }
        final String content = trade.path("trade_id") + " " + trade.path("price") + " " + trade.path("timestamp");
        final String before = trades.put(sequence, content);
        if (sequence > last)
        {
            assertNull(before, "told twice: " + trade);
        }
        else
        {
            assertEquals(before, content, "another trade by the number " + sequence);
        }
        last = Math.max(last, sequence);

        return sequence + 1;
    }

    private long epochOf(final JsonNode message)
    {
        return message.path("epoch").asLong(epoch);
    }

    private void read(final RawClient client)
    {
        try (client)
        {
            for (RawClient.Frame frame = client.next(); frame != null; frame = client.next())
            {
                if (frame.opcode() == RawClient.TEXT)
                {
                    final JsonNode message = frame.json();
                    heard.add(message);
                    epoch = epoch == 0 ? message.path("epoch").asLong() : epoch;
                }
            }
        }
        catch (final UncheckedIOException ex)
        {
            // It was killed in the middle of a frame.
            assertTrue(ex.getCause() instanceof EOFException, ex.toString());
        }
    }
}
