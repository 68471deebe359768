package io.tickwire.transport.protocol;

import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessageInsufficientBufferException;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageStringCodingException;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CodingErrorAction;

/**
 * Goes through msgpack. The ends of maps and lists, which msgpack only counts, are tokens here as they are in JSON.
 * Thread: io-<n>
 */
final class MsgpackCursor implements MessageCursor
{
    private static final byte[] NOTHING = {};

    private final ArrayBufferInput input = new ArrayBufferInput(NOTHING);
    private final MessageUnpacker unpacker = new MessagePack.UnpackerConfig()
        .withActionOnMalformedString(CodingErrorAction.REPORT)
        .withActionOnUnmappableString(CodingErrorAction.REPORT)
        .newUnpacker(input);
    private final long[] left = new long[MAX_DEPTH];
    private final boolean[] isMap = new boolean[MAX_DEPTH];
    private byte[] bytes = NOTHING;
    private int length;
    private Token token = Token.END;
    private int depth;
    private String text;
    private long integer;
    private double decimal;

    @Override
    public void begin(final ByteBuffer payload) throws BadCommandException
    {
        length = payload.remaining();
        if (length == 0)
        {
            throw malformed("it is empty");
        }
        if (bytes.length < length)
        {
            bytes = new byte[length];
        }
        payload.get(payload.position(), bytes, 0, length);
        depth = 0;
        input.reset(bytes, 0, length);
        try
        {
            unpacker.reset(input);
        }
        catch (final IOException ex)
        {
            throw malformed(ex.getMessage());
        }
    }

    @Override
    public Token next() throws BadCommandException
    {
        if (depth > 0 && left[depth - 1] == 0)
        {
            depth--;
            token = isMap[depth] ? Token.MAP_END : Token.LIST_END;
        }
        else if (depth == 0 && unread() == 0)
        {
            token = Token.END;

            return token;
        }
        else
        {
            token = read();
        }
        if (depth == 0 && unread() != 0)
        {
            throw malformed("something follows it");
        }

        return token;
    }

    private Token read() throws BadCommandException
    {
        try
        {
            if (depth == 0)
            {
                return value();
            }
            final boolean isName = isMap[depth - 1] && (left[depth - 1] & 1) == 0;
            left[depth - 1]--;

            return isName ? name() : value();
        }
        catch (final MessageInsufficientBufferException ex)
        {
            throw malformed("it ends too early");
        }
        catch (final MessageStringCodingException ex)
        {
            throw malformed("a text is not UTF-8");
        }
        catch (final MessagePackException | IOException ex)
        {
            throw malformed(ex.getMessage());
        }
    }

    private Token name() throws IOException, BadCommandException
    {
        switch (unpacker.getNextFormat())
        {
            case FIXSTR, STR8, STR16, STR32:
                text = unpacker.unpackString();

                return Token.NAME;

            default:
                throw malformed("a field's name is not a text");
        }
    }

    private Token value() throws IOException, BadCommandException
    {
        final MessageFormat format = unpacker.getNextFormat();
        switch (format.getValueType())
        {
            case NIL:
                unpacker.unpackNil();

                return Token.NULL;

            case BOOLEAN:
                return unpacker.unpackBoolean() ? Token.TRUE : Token.FALSE;

            case INTEGER:
                return wholeNumber(format);

            case FLOAT:
                decimal = unpacker.unpackDouble();

                return Token.DECIMAL;

            case STRING:
                text = unpacker.unpackString();

                return Token.TEXT;

            case MAP:
                open(true, 2L * unpacker.unpackMapHeader());

                return Token.MAP;

            case ARRAY:
                open(false, unpacker.unpackArrayHeader());

                return Token.LIST;

            default:
                unpacker.skipValue();

                return Token.OPAQUE;
        }
    }

    private Token wholeNumber(final MessageFormat format) throws IOException
    {
        if (format == MessageFormat.UINT64)
        {
            final BigInteger value = unpacker.unpackBigInteger();
            integer = value.longValue();
            text = value.toString();

            return integer < 0 ? Token.HUGE : Token.INTEGER;
        }
        integer = unpacker.unpackLong();

        return Token.INTEGER;
    }

    private void open(final boolean isMap, final long items) throws BadCommandException
    {
        if (depth == MAX_DEPTH)
        {
            throw MessageCursor.tooDeep(WireForm.MSGPACK);
        }
        if (items > unread())
        {
            throw malformed("it ends too early");
        }
        this.isMap[depth] = isMap;
        left[depth] = items;
        depth++;
    }

    private long unread()
    {
        return length - unpacker.getTotalReadBytes();
    }

    @Override
    public Token token()
    {
        return token;
    }

    @Override
    public int depth()
    {
        return depth;
    }

    @Override
    public String text()
    {
        return text;
    }

    @Override
    public long integer()
    {
        return integer;
    }

    @Override
    public double decimal()
    {
        return decimal;
    }

    @Override
    public String numberText()
    {
        return token == Token.DECIMAL ? JsonValueWriter.textOf(decimal) : text;
    }

    private static BadCommandException malformed(final String what)
    {
        return MessageCursor.malformed(WireForm.MSGPACK, what);
    }
}
