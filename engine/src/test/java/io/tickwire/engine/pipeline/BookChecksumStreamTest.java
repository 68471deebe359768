package io.tickwire.engine.pipeline;

import io.tickwire.engine.SteppedEngine;
import io.tickwire.engine.TestTicks;
import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameReader;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.BookDepth;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.MessageHeaderDecoder;
import io.tickwire.engine.schema.sbe.OrderBookUpdateDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Who asks for checksums of a book gets one a second, in frames that all who asked share; the others get none. */
class BookChecksumStreamTest
{
    private static final int ALPHA = 1;
    private static final int BTC = 0;
    private static final int COMPACT_ENTRIES = 0x9d;
    private static final int UINT32 = 0xce;
    private static final long NO_CHECKSUM = -1;
    private static final long[] NONE = {};

    private final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private SteppedEngine stepped;
    private TestTicks ticks;
    private List<FrameReader> readers;
    private int recipients;

    @BeforeEach
    void open()
    {
        final Names names = SteppedEngine.names();
        names.symbols().define("BTC/USD", -2, -8);
        stepped = new SteppedEngine(SteppedEngine.smallConfig(), names);
        ticks = stepped.ticks("alpha").of(BTC, ALPHA);
        readers = stepped.newReaders();
        final long[] bidLevels = new long[24];
        final long[] askLevels = new long[24];
        for (int i = 0; i < bidLevels.length; i += 2)
        {
            bidLevels[i] = 1_000 - i;
            bidLevels[i + 1] = 1 + i;
            askLevels[i] = 1_001 + i;
            askLevels[i + 1] = 2 + i;
            bids.put(bidLevels[i], bidLevels[i + 1]);
            asks.put(askLevels[i], askLevels[i + 1]);
        }
        assertTrue(ticks.bookSnapshot(0, true, bidLevels, askLevels) >= 0);
        stepped.settle();
    }

    @AfterEach
    void close()
    {
        stepped.close();
    }

    @ParameterizedTest
    @EnumSource(Encoding.class)
    void shouldTellAChecksumOnceASecond(final Encoding encoding)
    {
        for (final Channel channel : List.of(Channel.BOOK, Channel.BOOK_DELTA))
        {
            subscribe(channel, Conflation.RAW, encoding, 20, true);
        }
        assertEquals(List.of(NO_CHECKSUM, NO_CHECKSUM), checksums(FrameKind.SNAPSHOT));

        final List<Long> seen = new ArrayList<>();
        final List<Long> expected = new ArrayList<>();
        for (int i = 0; i < 25; i++)
        {
            bid(1_000, 100 + i);
            final List<Long> told = checksums(FrameKind.DATA);
            assertEquals(2, told.size());
            seen.addAll(told);
            final long checksum = i % 10 == 0 ? BookClient.naiveChecksum(bids, asks) : NO_CHECKSUM;
            expected.add(checksum);
            expected.add(checksum);
            stepped.advanceMs(100);
        }

        assertEquals(expected, seen);
    }

    @Test
    void shouldShareTheFramesOfThoseWhoAskedAndLeaveTheOthersTheirs()
    {
        subscribe(Channel.BOOK, Conflation.LATEST, Encoding.JSON, 20, true);
        subscribe(Channel.BOOK, Conflation.LATEST, Encoding.JSON, 20, true);
        subscribe(Channel.BOOK, Conflation.LATEST, Encoding.JSON, 20, false);
        checksums(FrameKind.SNAPSHOT);
        bid(1_000, 7);

        final List<Long> told = checksums(FrameKind.DATA);
        assertEquals(2, told.size());
        assertTrue(told.contains(NO_CHECKSUM));
        assertTrue(told.contains(BookClient.naiveChecksum(bids, asks)));
    }

    @Test
    void shouldKeepTheSecondOfEachClassApart()
    {
        subscribe(Channel.BOOK, Conflation.RAW, Encoding.SBE, 50, true);
        bid(1_000, 7);
        assertEquals(List.of(BookClient.naiveChecksum(bids, asks)), checksums(FrameKind.DATA));
        subscribe(Channel.BOOK, Conflation.LATEST, Encoding.SBE, 50, true);
        bid(1_000, 8);

        assertEquals(
            List.of(NO_CHECKSUM, BookClient.naiveChecksum(bids, asks)),
            checksums(FrameKind.DATA).stream().sorted().toList());
    }

    @Test
    void shouldGrantADepthThatShowsWhatTheChecksumCovers()
    {
        assertEquals(10, BookDepth.ofVariant(BookDepth.variantFor(1, true)));
        assertEquals(20, BookDepth.ofVariant(BookDepth.variantFor(11, true)));
        assertEquals(BookDepth.FULL, BookDepth.ofVariant(BookDepth.variantFor(501, true)));
        assertEquals(1, BookDepth.ofVariant(BookDepth.variantFor(1, false)));
        for (int variant = 0; variant < BookDepth.count(); variant++)
        {
            final boolean hasChecksum = BookDepth.hasChecksum(variant);
            assertEquals(variant, BookDepth.variantFor(BookDepth.ofVariant(variant), hasChecksum));
        }
    }

    private void subscribe(
        final Channel channel,
        final Conflation conflation,
        final Encoding encoding,
        final int depth,
        final boolean hasChecksum)
    {
        assertTrue(stepped.engine().demand().subscribe(Subscription.of(
            StreamId.of(channel, ALPHA, BTC, BookDepth.variantFor(depth, hasChecksum)),
            conflation,
            encoding,
            ++recipients)));
        stepped.settle();
    }

    private void bid(final long price, final long quantity)
    {
        bids.put(price, quantity);
        ticks.bookDelta(0, true, new long[]{price, quantity}, NONE);
        stepped.settle();
    }

    private List<Long> checksums(final FrameKind kind)
    {
        final List<Long> checksums = new ArrayList<>();
        SteppedEngine.drain(readers, (slot, endOfBatch) ->
        {
            if (slot.kind() == kind)
            {
                checksums.add(checksumOf(slot));
            }
        });

        return checksums;
    }

    /** The checksum of a message, by the letter of its encoding. */
    private static long checksumOf(final FrameSlot slot)
    {
        final int lead = slot.buffer().getByte(slot.offset() + 1);
        final int header = lead < 126 ? 2 : 4;
        final byte[] payload = new byte[slot.length() - header];
        slot.buffer().getBytes(slot.offset() + header, payload);
        final String text = new String(payload, StandardCharsets.ISO_8859_1);
        final UnsafeBuffer bytes = new UnsafeBuffer(payload);
        final int last = payload.length - Integer.BYTES;

        return switch (slot.encoding())
        {
            case JSON, JSON_STRING ->
            {
                final Matcher field = Pattern.compile(",\"checksum\":(\\d+)}$").matcher(text);
                yield field.find() ? Long.parseLong(field.group(1)) : NO_CHECKSUM;
            }
            case MSGPACK, MSGPACK_SCALED -> text.contains("checksum") ? uint32At(bytes, last) : NO_CHECKSUM;
            case COMPACT, COMPACT_SCALED ->
                (payload[0] & 0xff) > COMPACT_ENTRIES ? uint32At(bytes, last) : NO_CHECKSUM;
            case SBE ->
            {
                final OrderBookUpdateDecoder decoder =
                    new OrderBookUpdateDecoder().wrapAndApplyHeader(bytes, 0, new MessageHeaderDecoder());
                final boolean isThere = decoder.hasChecksum() == Bool.YES;
                assertFalse(!isThere && decoder.checksum() != 0);
                yield isThere ? decoder.checksum() : NO_CHECKSUM;
            }
        };
    }

    private static long uint32At(final UnsafeBuffer bytes, final int offset)
    {
        assertEquals(UINT32, bytes.getByte(offset - 1) & 0xff);

        return bytes.getInt(offset, ByteOrder.BIG_ENDIAN) & 0xffff_ffffL;
    }
}
