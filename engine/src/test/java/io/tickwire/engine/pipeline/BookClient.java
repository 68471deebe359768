package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A client that keeps a book by the protocol's one rule: a snapshot replaces; what is not newer is ignored; a delta
 * applies where it builds on what the client has; anything else breaks the chain, which must never happen here.
 */
final class BookClient
{
    private static final JsonFactory JSON = new JsonFactory();
    private static final int HEADER_BYTES = 4;

    private final Subscription subscription;
    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private boolean isOpened;
    private boolean isLive;
    private boolean isStale;
    private boolean hasState;
    private long last;
    private int messages;
    private int checksums;

    BookClient(final Subscription subscription)
    {
        this.subscription = subscription;
    }

    Subscription subscription()
    {
        return subscription;
    }

    boolean isLive()
    {
        return isLive;
    }

    boolean isStale()
    {
        return isStale;
    }

    boolean hasState()
    {
        return hasState;
    }

    int messages()
    {
        return messages;
    }

    int checksums()
    {
        return checksums;
    }

    int depth()
    {
        return BookDepth.ofVariant(StreamId.variant(subscription.streamId()));
    }

    TreeMap<Long, Long> bids()
    {
        return bids;
    }

    TreeMap<Long, Long> asks()
    {
        return asks;
    }

    /** An entry of the frame ring, as a shard hands it on. */
    void onFrame(final FrameSlot slot)
    {
        if (slot.streamId() != subscription.streamId() || slot.conflation() != subscription.conflation() ||
            slot.encoding() != subscription.encoding())
        {
            return;
        }
        if (slot.kind().isAddressed() && slot.recipient() != subscription.recipient() ||
            !slot.kind().isAddressed() && !isLive)
        {
            return;
        }

        switch (slot.kind())
        {
            case OPENED -> isOpened = true;
            case LIVE -> isLive = isOpened;
            case STALE -> isStale = true;
            case DATA, SNAPSHOT -> onMessage(slot);
            default -> throw new AssertionError("a book has no such message: kind=" + slot.kind());
        }
    }

    private void onMessage(final FrameSlot slot)
    {
        messages++;
        isStale = false;
        final int length = slot.length();
        final int header = (slot.buffer().getByte(slot.offset() + 1) & 0x7f) == 126 ? HEADER_BYTES :
            (slot.buffer().getByte(slot.offset() + 1) & 0x7f) == 127 ? 10 : 2;
        final byte[] payload = new byte[length - header];
        slot.buffer().getBytes(slot.offset() + header, payload);
        try (JsonParser parser = JSON.createParser(payload))
        {
            final Message message = new Message();
            message.read(parser);
            apply(slot, message);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private void apply(final FrameSlot slot, final Message message)
    {
        assertEquals(slot.sequence(), message.sequence);
        assertEquals(slot.fromSequence(), message.previous);
        final boolean isDelta = StreamId.channel(subscription.streamId()) == Channel.BOOK_DELTA;
        if (message.isSnapshot)
        {
            assertTrue(message.bids.size() <= depth() && message.asks.size() <= depth());
            bids.clear();
            asks.clear();
            hasState = true;
        }
        else
        {
            assertTrue(isDelta && slot.kind() == FrameKind.DATA && hasState, "a delta without a state");
            assertEquals(last, message.previous, "the chain is broken: " + subscription);
        }
        assertTrue(message.sequence > last || slot.kind() == FrameKind.SNAPSHOT);
        last = message.sequence;
        put(bids, message.bids);
        put(asks, message.asks);
        assertTrue(bids.size() <= depth() && asks.size() <= depth(), "deeper than asked for");
        if (message.checksum >= 0)
        {
            assertTrue(BookDepth.hasChecksum(StreamId.variant(subscription.streamId())), "nobody asked for it");
            checksums++;
            assertEquals(naiveChecksum(bids, asks), message.checksum);
        }
    }

    /** The CRC32C of the best ten levels, bids first, as little-endian mantissas. */
    static long naiveChecksum(final TreeMap<Long, Long> bids, final TreeMap<Long, Long> asks)
    {
        final ByteBuffer bytes = ByteBuffer.allocate(2 * 10 * 16).order(ByteOrder.LITTLE_ENDIAN);
        for (final TreeMap<Long, Long> side : List.of(bids, asks))
        {
            side.entrySet().stream().limit(10).forEach(level ->
                bytes.putLong(level.getKey()).putLong(level.getValue()));
        }
        final CRC32C crc = new CRC32C();
        crc.update(bytes.flip());

        return crc.getValue();
    }

    private static void put(final TreeMap<Long, Long> side, final TreeMap<Long, Long> levels)
    {
        levels.forEach((price, quantity) ->
        {
            if (quantity == 0)
            {
                // A level that came and went between two messages may be deleted, too.
                side.remove(price);
            }
            else
            {
                side.put(price, quantity);
            }
        });
    }

    /** What a message says; prices have two decimals, quantities eight. */
    private static final class Message
    {
        private final TreeMap<Long, Long> bids = new TreeMap<>();
        private final TreeMap<Long, Long> asks = new TreeMap<>();
        private boolean isSnapshot;
        private long sequence;
        private long previous;
        private long checksum = -1;

        private void read(final JsonParser parser) throws IOException
        {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME)
            {
                final String name = parser.currentName();
                parser.nextToken();
                switch (name)
                {
                    case "bids" -> levels(parser, bids);
                    case "asks" -> levels(parser, asks);
                    case "kind" -> isSnapshot = "snapshot".equals(parser.getText());
                    case "checksum" -> checksum = parser.getLongValue();
                    case "seq" -> sequence = parser.getLongValue();
                    case "pseq" -> previous = parser.getLongValue();
                    default ->
                    {
                        // Of no matter here.
                    }
                }
            }
        }

        private static void levels(final JsonParser parser, final TreeMap<Long, Long> side) throws IOException
        {
            while (parser.nextToken() == JsonToken.START_OBJECT)
            {
                parser.nextToken();
                parser.nextToken();
                final long price = parser.getDecimalValue().movePointRight(2).longValueExact();
                parser.nextToken();
                parser.nextToken();
                final long quantity = parser.getDecimalValue().movePointRight(8).longValueExact();
                parser.nextToken();
                assertEquals(null, side.put(price, quantity), "two entries for a price");
            }
        }
    }
}
