package io.tickwire.engine.pipeline;

import io.tickwire.engine.fanout.FrameKind;
import io.tickwire.engine.fanout.FrameSlot;
import io.tickwire.engine.fanout.StreamId;
import io.tickwire.engine.feed.Names;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Encoding;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Decodes any frame into the one map that all encodings of it must carry: texts, longs, and decimals without trailing
 * zeros. Holds each frame's header against its payload.
 */
final class NaiveDecoder
{
    private static final int TEXT_FRAME = 0x81;
    private static final int BINARY_FRAME = 0x82;
    private static final int DOUBLE_DIGITS = 15;

    private final Names names;
    private final NaiveSbeDecoder sbe;

    NaiveDecoder(final Names names)
    {
        this.names = names;
        sbe = new NaiveSbeDecoder(names);
    }

    /** The message of an entry, or null where it has no bytes. */
    Map<String, Object> decode(final FrameSlot slot)
    {
        final FrameKind kind = slot.kind();
        if (kind == FrameKind.OPENED || kind == FrameKind.LIVE || kind == FrameKind.ANSWERED)
        {
            assertEquals(0, slot.length(), () -> "bytes in a marker: " + kind);
            return null;
        }

        final boolean isGap =
            kind == FrameKind.GAP || kind == FrameKind.REPLAY_GAP || kind == FrameKind.STALE;
        final boolean isJsonInSbe = isGap && slot.encoding() == Encoding.SBE;
        final byte[] payload = unsealed(slot, slot.encoding().isText() || isJsonInSbe);
        try
        {
            return decode(slot.streamId(), isJsonInSbe ? Encoding.JSON : slot.encoding(), isGap, payload);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(slot.encoding() + " " + Arrays.toString(payload), ex);
        }
    }

    private Map<String, Object> decode(
        final int streamId, final Encoding encoding, final boolean isGap, final byte[] payload) throws IOException
    {
        final Channel channel = StreamId.channel(streamId);
        final boolean isMap = isGap || encoding == Encoding.MSGPACK || encoding == Encoding.MSGPACK_SCALED;
        switch (encoding)
        {
            case JSON, JSON_STRING:
                return NaiveJsonDecoder.decode(payload, encoding == Encoding.JSON_STRING);

            case SBE:
                return sbe.decode(payload, streamId);

            default:
                final boolean isScaled = encoding == Encoding.MSGPACK_SCALED || encoding == Encoding.COMPACT_SCALED;
                final NaiveMsgpackDecoder decoder = isScaled && !isGap && !channel.isPrivate() ?
                    new NaiveMsgpackDecoder(payload, priceExponent(streamId), quantityExponent(streamId)) :
                    new NaiveMsgpackDecoder(payload);

                return isMap ? decoder.map() : named(decoder.array(channel), streamId);
        }
    }

    /** What a positional message leaves out is what its stream's id says. */
    private Map<String, Object> named(final Map<String, Object> message, final int streamId)
    {
        final Channel channel = StreamId.channel(streamId);
        message.put("type", NaiveFields.typeOf(channel));
        if (!channel.isPrivate())
        {
            assertEquals(StreamId.wireId(streamId), message.remove("sid"));
        }

        return message;
    }

    private int priceExponent(final int streamId)
    {
        return names.symbols().priceExponentOf(StreamId.subjectId(streamId));
    }

    private int quantityExponent(final int streamId)
    {
        return names.symbols().quantityExponentOf(StreamId.subjectId(streamId));
    }

    /** The payload of a frame, by the letter of RFC 6455: final, unmasked, its length in the shortest form. */
    private static byte[] unsealed(final FrameSlot slot, final boolean isText)
    {
        final byte[] frame = new byte[slot.length()];
        slot.buffer().getBytes(slot.offset(), frame);
        assertTrue(frame.length > 2, () -> "no frame: " + Arrays.toString(frame));
        assertEquals(isText ? TEXT_FRAME : BINARY_FRAME, frame[0] & 0xff, "opcode");

        final int lead = frame[1] & 0xff;
        final ByteBuffer buffer = ByteBuffer.wrap(frame);
        final int header = lead < 126 ? 2 : lead == 126 ? 4 : 10;
        final long length = lead < 126 ? lead : lead == 126 ? buffer.getShort(2) & 0xffff : buffer.getLong(2);
        assertTrue(lead <= 127, "masked");
        assertTrue(lead < 126 || length > 125, "length of " + length + " not in its shortest form");
        assertTrue(lead < 127 || length > 65_535, "length of " + length + " not in its shortest form");
        assertEquals(frame.length - header, length, "payload length");

        return Arrays.copyOfRange(frame, header, frame.length);
    }

    static BigDecimal canonical(final BigDecimal value)
    {
        return value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    }

    static BigDecimal canonical(final long mantissa, final int exponent)
    {
        return canonical(BigDecimal.valueOf(mantissa, -exponent));
    }

    /** What a double of up to 15 digits was made from. */
    static BigDecimal canonical(final double value)
    {
        return canonical(new BigDecimal(value, new MathContext(DOUBLE_DIGITS)));
    }
}
