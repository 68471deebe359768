package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderBookUpdateDecoder;
import io.tickwire.engine.schema.sbe.UpdateHeadDecoder;
import java.io.IOException;
import org.agrona.concurrent.UnsafeBuffer;

/** Holds a book's message, as public libraries and the generated codecs read it, against what it must show. */
final class BookReadBack
{
    private static final int TEMPLATE_ID = 105;
    private static final int BLOCK_BYTES = 56 + 4 + 1 + 1;

    private final Encoding encoding;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderBookUpdateDecoder decoder = new OrderBookUpdateDecoder();

    BookReadBack(final Encoding encoding)
    {
        this.encoding = encoding;
    }

    void assertShows(final NaiveBook book, final byte[] bytes, final int offset, final int length) throws IOException
    {
        switch (encoding)
        {
            case JSON, JSON_STRING -> new JsonReadBack(encoding == Encoding.JSON_STRING)
                .assertMap(bytes, offset, length, NaiveBook.TYPE, book.map());
            case MSGPACK, MSGPACK_SCALED -> new MsgpackReadBack(encoding == Encoding.MSGPACK_SCALED)
                .assertMap(bytes, offset, length, NaiveBook.TYPE, book.map());
            case COMPACT, COMPACT_SCALED -> new MsgpackReadBack(encoding == Encoding.COMPACT_SCALED)
                .assertArray(bytes, offset, length, book.code(), book.array());
            case SBE -> assertSbe(book, new UnsafeBuffer(bytes), offset, length);
            default -> throw new AssertionError("no such encoding: encoding=" + encoding);
        }
    }

    private void assertSbe(final NaiveBook book, final UnsafeBuffer buffer, final int offset, final int length)
    {
        decoder.wrapAndApplyHeader(buffer, offset, header);
        assertEquals(TEMPLATE_ID, header.templateId());
        assertEquals(BLOCK_BYTES, header.blockLength());
        final StreamLabel label = book.update().label;
        assertHead(decoder.head(), book.update(), label.priceExponent(), label.quantityExponent());
        assertSame(book.isSnapshot() ? Bool.YES : Bool.NO, decoder.isSnapshot());
        assertSame(book.checksum() >= 0 ? Bool.YES : Bool.NO, decoder.hasChecksum());
        assertEquals(Math.max(0, book.checksum()), decoder.checksum());

        final OrderBookUpdateDecoder.BidsDecoder bids = decoder.bids();
        assertEquals(book.bids().size(), bids.count());
        for (final long[] level : book.bids())
        {
            bids.next();
            assertEquals(level[0], bids.price());
            assertEquals(level[1], bids.quantity());
        }
        final OrderBookUpdateDecoder.AsksDecoder asks = decoder.asks();
        assertEquals(book.asks().size(), asks.count());
        for (final long[] level : book.asks())
        {
            asks.next();
            assertEquals(level[0], asks.price());
            assertEquals(level[1], asks.quantity());
        }
        assertEquals(offset + length, decoder.limit());
    }

    static void assertHead(
        final UpdateHeadDecoder head,
        final NaiveUpdate expected,
        final int priceExponent,
        final int quantityExponent)
    {
        assertEquals(expected.label.wireId(), head.streamId());
        assertEquals(priceExponent, head.priceExponent());
        assertEquals(quantityExponent, head.quantityExponent());
        assertEquals(0, head.reserved());
        assertEquals(expected.sequence, head.sequence());
        assertEquals(expected.previous, head.previousSequence());
        assertEquals(expected.global, head.globalSequence());
        assertEquals(expected.exchangeNs, head.exchangeTime());
        assertEquals(expected.receiveNs, head.receiveTime());
        assertEquals(expected.sendNs, head.sendTime());
    }
}
