package io.tickwire.transport.stream.journal;

import io.tickwire.engine.schema.TickTemplates;
import io.tickwire.engine.schema.sbe.ClockDecoder;
import io.tickwire.engine.schema.sbe.LossReason;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.NameDefinitionEncoder;
import io.tickwire.engine.schema.sbe.NameKind;
import io.tickwire.engine.schema.sbe.Side;
import io.tickwire.engine.schema.sbe.StreamEndEncoder;
import io.tickwire.engine.schema.sbe.StreamLossEncoder;
import io.tickwire.engine.schema.sbe.StreamStartEncoder;
import io.tickwire.engine.schema.sbe.SymbolDefinitionEncoder;
import io.tickwire.engine.schema.sbe.TradeEncoder;
import org.agrona.ExpandableArrayBuffer;

import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A message as a test has written it, with its {@code streamHead}; where it is, once that is known.
 */
final class Written
{
    final long g;
    final int template;
    final byte[] bytes;
    long recordingId;
    long position;
    long end;

    private Written(final long g, final ExpandableArrayBuffer buffer, final int length)
    {
        this.g = g;
        this.template = MessageFrame.template(buffer, 0);
        this.bytes = Arrays.copyOf(buffer.byteArray(), length);
    }

    static Written start(final long epoch, final long g, final long timeNs)
    {
        final ExpandableArrayBuffer buffer = head(epoch, g, timeNs);
        final StreamStartEncoder encoder = new StreamStartEncoder();
        encoder.wrapAndApplyHeader(buffer, StreamHead.LENGTH, new MessageHeaderEncoder())
            .startTime(timeNs).schemaVersion(0).server("test");

        return new Written(g, buffer, encoder.limit());
    }

    static Written end(final long epoch, final long g, final long timeNs)
    {
        final ExpandableArrayBuffer buffer = head(epoch, g, timeNs);
        final StreamEndEncoder encoder = new StreamEndEncoder();
        encoder.wrapAndApplyHeader(buffer, StreamHead.LENGTH, new MessageHeaderEncoder()).endTime(timeNs);

        return new Written(g, buffer, encoder.limit());
    }

    static Written loss(final long epoch, final long from, final long to, final long timeNs)
    {
        final ExpandableArrayBuffer buffer = head(epoch, to + 1, timeNs);
        final StreamLossEncoder encoder = new StreamLossEncoder();
        encoder.wrapAndApplyHeader(buffer, StreamHead.LENGTH, new MessageHeaderEncoder())
            .from(from).to(to).reason(LossReason.BACK_PRESSURE);

        return new Written(to + 1, buffer, encoder.limit());
    }

    static Written symbol(final long epoch, final long g, final long timeNs, final int id)
    {
        final ExpandableArrayBuffer buffer = head(epoch, g, timeNs);
        final SymbolDefinitionEncoder encoder = new SymbolDefinitionEncoder();
        encoder.wrapAndApplyHeader(buffer, StreamHead.LENGTH, new MessageHeaderEncoder())
            .symbolId(id).priceExponent((byte)-2).quantityExponent((byte)-8).name("SYM" + id + "-USD");

        return new Written(g, buffer, encoder.limit());
    }

    static Written venue(final long epoch, final long g, final long timeNs, final int id)
    {
        final ExpandableArrayBuffer buffer = head(epoch, g, timeNs);
        final NameDefinitionEncoder encoder = new NameDefinitionEncoder();
        encoder.wrapAndApplyHeader(buffer, StreamHead.LENGTH, new MessageHeaderEncoder())
            .definedId(id).kind(NameKind.VENUE).name("venue" + id);

        return new Written(g, buffer, encoder.limit());
    }

    static Written trade(final long epoch, final long g, final long timeNs, final int symbolId, final int venueId)
    {
        final ExpandableArrayBuffer buffer = head(epoch, g, timeNs);
        final TradeEncoder encoder = new TradeEncoder();
        encoder.wrapAndApplyHeader(buffer, StreamHead.LENGTH, new MessageHeaderEncoder());
        encoder.head().exchangeTime(timeNs - 1).receiveTime(timeNs).symbolId(symbolId).venueId(venueId)
            .priceExponent((byte)-2).quantityExponent((byte)-8);
        encoder.price(g * 100).quantity(g).tradeIdLow(g).tradeIdHigh(0)
            .side(Side.BUY);

        return new Written(g, buffer, encoder.limit());
    }

    /**
     * A tick whose root block is followed by anything, as of a schema that is newer.
     */
    static Written tick(final long epoch, final long g, final long timeNs, final byte[] tail)
    {
        final ExpandableArrayBuffer buffer = head(epoch, g, timeNs);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        header.wrap(buffer, StreamHead.LENGTH).blockLength(ClockDecoder.BLOCK_LENGTH)
            .templateId(ClockDecoder.TEMPLATE_ID).schemaId(ClockDecoder.SCHEMA_ID).version(0);
        buffer.putLong(MessageFrame.BLOCK + 8, timeNs, ByteOrder.LITTLE_ENDIAN);
        final int length = MessageFrame.BLOCK + ClockDecoder.BLOCK_LENGTH;
        buffer.putBytes(length, tail);

        return new Written(g, buffer, length + tail.length);
    }

    boolean isTick()
    {
        return TickTemplates.isTick(template);
    }

    private static ExpandableArrayBuffer head(final long epoch, final long g, final long timeNs)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        buffer.putLong(0, g, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(8, epoch, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(16, timeNs, ByteOrder.LITTLE_ENDIAN);

        return buffer;
    }
}
