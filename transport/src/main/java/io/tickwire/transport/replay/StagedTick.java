package io.tickwire.transport.replay;

import io.tickwire.engine.ring.TickPublisher;
import io.tickwire.engine.schema.sbe.BookSnapshotEncoder;
import io.tickwire.engine.schema.sbe.Bool;
import io.tickwire.engine.schema.sbe.CandleEncoder;
import io.tickwire.engine.schema.sbe.ClockEncoder;
import io.tickwire.engine.schema.sbe.MessageHeaderEncoder;
import io.tickwire.engine.schema.sbe.TickHeadEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;

/**
 * The tick that is to be told next: a copy, since a journal is handed out only once.
 * Thread: any, one at a time
 */
final class StagedTick
{
    private static final int EXCHANGE_TIME =
        MessageHeaderEncoder.ENCODED_LENGTH + TickHeadEncoder.exchangeTimeEncodingOffset();
    private static final int RECEIVE_TIME =
        MessageHeaderEncoder.ENCODED_LENGTH + TickHeadEncoder.receiveTimeEncodingOffset();
    private static final int SYMBOL = MessageHeaderEncoder.ENCODED_LENGTH + TickHeadEncoder.symbolIdEncodingOffset();
    private static final int VENUE = MessageHeaderEncoder.ENCODED_LENGTH + TickHeadEncoder.venueIdEncodingOffset();
    private static final int TEMPLATE = MessageHeaderEncoder.templateIdEncodingOffset();
    private static final int LAST_PAGE =
        MessageHeaderEncoder.ENCODED_LENGTH + BookSnapshotEncoder.lastPageEncodingOffset();
    private static final int OPEN_TIME = MessageHeaderEncoder.ENCODED_LENGTH + CandleEncoder.openTimeEncodingOffset();

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    private int length;
    private int templateId;
    private boolean isKeyframe;
    private long g;

    /**
     * Take a copy.
     */
    void set(final DirectBuffer source, final int offset, final int length, final int templateId, final long g)
    {
        buffer.putBytes(0, source, offset, length);
        this.length = length;
        this.templateId = templateId;
        this.isKeyframe = false;
        this.g = g;
    }

    /**
     * Take a copy of a page of a whole book, as the snapshot that it is laid out like.
     */
    void setKeyframe(final DirectBuffer source, final int offset, final int length, final long g)
    {
        set(source, offset, length, BookSnapshotEncoder.TEMPLATE_ID, g);
        buffer.putShort(TEMPLATE, (short)BookSnapshotEncoder.TEMPLATE_ID, ByteOrder.LITTLE_ENDIAN);
        isKeyframe = true;
    }

    boolean isEmpty()
    {
        return length == 0;
    }

    void clear()
    {
        length = 0;
    }

    UnsafeBuffer buffer()
    {
        return buffer;
    }

    int length()
    {
        return length;
    }

    int templateId()
    {
        return templateId;
    }

    /**
     * Whether it says only that time has passed.
     */
    boolean isClock()
    {
        return templateId == ClockEncoder.TEMPLATE_ID;
    }

    /**
     * Whether it was no tick of its own: nothing has happened.
     */
    boolean isKeyframe()
    {
        return isKeyframe;
    }

    /**
     * Whether it is the last page of a whole book.
     */
    boolean endsBook()
    {
        return templateId == BookSnapshotEncoder.TEMPLATE_ID && buffer.getByte(LAST_PAGE) == Bool.YES.value();
    }

    /**
     * The symbol and the venue.
     */
    long bookKey()
    {
        return (long)buffer.getInt(SYMBOL, ByteOrder.LITTLE_ENDIAN) << Short.SIZE |
            buffer.getShort(VENUE, ByteOrder.LITTLE_ENDIAN) & 0xffff;
    }

    /**
     * The number that it was recorded with.
     */
    long g()
    {
        return g;
    }

    /**
     * When it was received.
     */
    long timeNs()
    {
        return buffer.getLong(RECEIVE_TIME, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Put it to another time.
     */
    void shift(final long byNs)
    {
        add(RECEIVE_TIME, byNs);
        if (buffer.getLong(EXCHANGE_TIME, ByteOrder.LITTLE_ENDIAN) != TickHeadEncoder.exchangeTimeNullValue())
        {
            add(EXCHANGE_TIME, byNs);
        }
        if (templateId == CandleEncoder.TEMPLATE_ID && length >= OPEN_TIME + Long.BYTES)
        {
            add(OPEN_TIME, byNs);
        }
    }

    /**
     * Publish it.
     *
     * @return what {@link TickPublisher#tryClaim} said.
     */
    long publish(final TickPublisher publisher)
    {
        final long claim = publisher.tryClaim(length);
        if (claim >= 0)
        {
            publisher.buffer().putBytes(publisher.messageOffset(claim), buffer, 0, length);
            publisher.publish(claim, length);
        }

        return claim;
    }

    private void add(final int offset, final long byNs)
    {
        buffer.putLong(offset, buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN) + byNs, ByteOrder.LITTLE_ENDIAN);
    }
}
