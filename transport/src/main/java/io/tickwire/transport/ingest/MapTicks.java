package io.tickwire.transport.ingest;

import io.tickwire.engine.feed.Names;
import io.tickwire.transport.protocol.BadCommandException;
import io.tickwire.transport.protocol.ErrorCode;
import io.tickwire.transport.protocol.MessageCursor;
import io.tickwire.transport.protocol.Token;
import io.tickwire.transport.protocol.WireForm;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.ByteBuffer;

/**
 * Reads a publisher's maps, a tick each or a batch of them, and makes an SBE frame of those that are good. All of a map
 * is read before any of its ticks goes anywhere, so that a malformed one does nothing.
 * Thread: io-<n>
 */
final class MapTicks
{
    private static final String TYPE = "type";
    private static final String SEQUENCE = "seq";
    private static final String TICKS = "ticks";
    private static final String DEFINE = "define";

    private final MessageCursor json = MessageCursor.of(WireForm.JSON);
    private final MessageCursor msgpack = MessageCursor.of(WireForm.MSGPACK);
    private final TickFields fields = new TickFields();
    private final ExpandableArrayBuffer frame = new ExpandableArrayBuffer();
    private final TickFrameDecoder decoder = new TickFrameDecoder();
    private final MapTickEncoder encoder;
    private final TickChecks checks;

    private MessageCursor cursor;
    private Grants grants;
    private Refusals refusals;
    private boolean isExact;
    private boolean isScaled;
    private long nowNs;
    private long sequence;
    private int length;
    private int accepted;

    MapTicks(final Names names, final TickChecks checks, final int maxTickBytes)
    {
        this.checks = checks;
        this.encoder = new MapTickEncoder(names, maxTickBytes);
    }

    /**
     * What a message is, as far as it can be told without reading what is behind its type.
     */
    enum Kind
    {
        /** A tick, or several. */
        TICK,

        /** Names that shall have ids. */
        DEFINITION,

        /** What any client may send. */
        COMMAND
    }

    /**
     * Look at a message's type.
     *
     * @param payload its bytes, from position to limit; its position stays.
     */
    Kind kindOf(final ByteBuffer payload, final WireForm form) throws BadCommandException
    {
        cursor = form == WireForm.JSON ? json : msgpack;
        isExact = form == WireForm.JSON;
        cursor.begin(payload);
        if (cursor.next() != Token.MAP)
        {
            return Kind.COMMAND;
        }
        final int depth = cursor.depth();
        while (cursor.next() != Token.MAP_END)
        {
            final boolean isType = TYPE.equals(cursor.text());
            if (cursor.next() == Token.TEXT && isType)
            {
                final String type = cursor.text();

                return DEFINE.equals(type) ? Kind.DEFINITION :
                    TICKS.equals(type) || TickType.of(type) != null ? Kind.TICK : Kind.COMMAND;
            }
            cursor.leave(depth);
        }

        return Kind.COMMAND;
    }

    /**
     * Read the ticks of the message that {@link #kindOf} looked at.
     *
     * @param isScaled whether whole numbers are mantissas.
     * @param refusals takes the ticks that are not good.
     */
    void read(
        final ByteBuffer payload,
        final boolean isScaled,
        final Grants grants,
        final Refusals refusals,
        final long nowNs)
        throws BadCommandException
    {
        this.isScaled = isScaled;
        this.grants = grants;
        this.refusals = refusals;
        this.nowNs = nowNs;
        sequence = TickFrameDecoder.NO_SEQUENCE;
        length = 0;
        accepted = 0;
        cursor.begin(payload);
        cursor.next();
        fields.begin(isExact, isScaled);
        if (readMap(cursor.depth()))
        {
            take(0);
        }
    }

    /**
     * The definition that {@link #kindOf} looked at.
     */
    Definition definition(final ByteBuffer payload) throws BadCommandException
    {
        cursor.begin(payload);
        cursor.next();

        return Definition.read(cursor);
    }

    DirectBuffer frame()
    {
        return frame;
    }

    int length()
    {
        return length;
    }

    /**
     * The frame's number, or {@link TickFrameDecoder#NO_SEQUENCE}.
     */
    long sequence()
    {
        return sequence;
    }

    /**
     * How many ticks were good.
     */
    int accepted()
    {
        return accepted;
    }

    /** Whether it is a tick itself. */
    private boolean readMap(final int depth) throws BadCommandException
    {
        boolean isBatch = false;
        while (cursor.next() != Token.MAP_END)
        {
            final String name = cursor.text();
            cursor.next();
            if (SEQUENCE.equals(name))
            {
                readSequence();
            }
            else if (TICKS.equals(name) && cursor.token() == Token.LIST)
            {
                isBatch = true;
                readList(depth + 1);
            }
            else
            {
                fields.read(name, cursor, depth);
            }
            cursor.leave(depth);
        }
        if (!isBatch && TICKS.equals(fields.raw(TYPE)))
        {
            throw new BadCommandException(ErrorCode.INVALID_MESSAGE, "ticks must have a list of ticks", null);
        }

        return !isBatch;
    }

    private void readList(final int depth) throws BadCommandException
    {
        for (int index = 0; cursor.next() != Token.LIST_END; index++)
        {
            fields.begin(isExact, isScaled);
            if (cursor.token() == Token.MAP)
            {
                final int tickDepth = cursor.depth();
                while (cursor.next() != Token.MAP_END)
                {
                    final String name = cursor.text();
                    cursor.next();
                    fields.read(name, cursor, tickDepth);
                }
            }
            else
            {
                fields.note("a tick is a map");
                cursor.leave(depth);
            }
            take(index);
        }
    }

    private void readSequence() throws BadCommandException
    {
        if (cursor.token() == Token.NULL)
        {
            return;
        }
        if (cursor.token() != Token.INTEGER || cursor.integer() < 1)
        {
            throw new BadCommandException(
                ErrorCode.INVALID_MESSAGE, "seq must be a whole number from 1 to 2^63-1", null);
        }
        sequence = cursor.integer();
    }

    private void take(final int index) throws BadCommandException
    {
        try
        {
            fields.requireSound();
            final TickType type = fields.raw(TYPE) instanceof final String name ? TickType.of(name) : null;
            if (type == null)
            {
                throw new TickFaultException(
                    "type must be one of " + TickType.wireNames() + ": type=" + TickFields.shown(fields.raw(TYPE)));
            }
            final int end = encoder.encode(type, fields, grants, frame, length);
            decoder.rewrap(frame, length, end - length);
            while (decoder.next())
            {
                final String fault = checks.faultOf(decoder, grants, nowNs);
                if (fault != null)
                {
                    throw new TickFaultException(fault);
                }
            }
            length = end;
            accepted++;
        }
        catch (final TickFaultException ex)
        {
            refusals.add(index, ex.getMessage());
        }
    }
}
