package io.tickwire.transport.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;

/**
 * Goes through JSON in UTF-8.
 * Thread: io-<n>
 */
final class JsonCursor implements MessageCursor
{
    private static final int MAX_REASON_LENGTH = 160;

    // Names come from clients: none may outlive its message. Jackson leaves them only where it reads characters; of
    // bytes it keeps up to 6,000 names of any length, in an array that is copied with each of them.
    private final JsonFactory factory = new JsonFactoryBuilder()
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
        .build();
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
    private ByteBuffer bytes = ByteBuffer.allocate(0);
    private CharBuffer characters = CharBuffer.allocate(0);
    private JsonParser parser;
    private Token token = Token.END;
    private int depth;
    private String text;
    private long integer;
    private double decimal;

    @Override
    public void begin(final ByteBuffer payload) throws BadCommandException
    {
        final int length = payload.remaining();
        if (length == 0)
        {
            throw malformed("it is empty");
        }
        if (bytes.capacity() < length)
        {
            bytes = ByteBuffer.allocate(length);
            characters = CharBuffer.allocate(length);
        }
        // The decoder is fast only where both are arrays.
        bytes.clear().put(0, payload, payload.position(), length).limit(length);
        if (utf8.reset().decode(bytes, characters.clear(), true).isError())
        {
            throw malformed("it is not UTF-8");
        }
        depth = 0;
        try
        {
            if (parser != null)
            {
                parser.close();
            }
            parser = factory.createParser(characters.array(), 0, characters.position());
        }
        catch (final IOException ex)
        {
            throw malformed(ex);
        }
    }

    @Override
    public Token next() throws BadCommandException
    {
        try
        {
            token = tokenOf(parser.nextToken());
        }
        catch (final IOException ex)
        {
            throw malformed(ex);
        }
        if (depth > MAX_DEPTH)
        {
            throw MessageCursor.tooDeep(WireForm.JSON);
        }
        if (depth == 0 && token != Token.END)
        {
            requireEnd();
        }

        return token;
    }

    private Token tokenOf(final JsonToken found) throws IOException
    {
        if (found == null)
        {
            return Token.END;
        }

        return switch (found)
        {
            case START_OBJECT -> open(Token.MAP);
            case START_ARRAY -> open(Token.LIST);
            case END_OBJECT -> close(Token.MAP_END);
            case END_ARRAY -> close(Token.LIST_END);
            case FIELD_NAME -> textual(Token.NAME);
            case VALUE_STRING -> textual(Token.TEXT);
            case VALUE_NUMBER_INT -> wholeNumber();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE -> Token.TRUE;
            case VALUE_FALSE -> Token.FALSE;
            case VALUE_NULL -> Token.NULL;
            case VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                throw new IllegalStateException("no token of a text: token=" + found);
        };
    }

    private Token open(final Token opened)
    {
        depth++;

        return opened;
    }

    private Token close(final Token closed)
    {
        depth--;

        return closed;
    }

    private Token textual(final Token kind) throws IOException
    {
        text = parser.getText();

        return kind;
    }

    private Token wholeNumber() throws IOException
    {
        if (parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER)
        {
            return textual(Token.HUGE);
        }
        integer = parser.getLongValue();

        return Token.INTEGER;
    }

    private Token fraction() throws IOException
    {
        decimal = parser.getDoubleValue();

        return textual(Token.DECIMAL);
    }

    /** Once the one value is over, nothing may follow. */
    private void requireEnd() throws BadCommandException
    {
        try
        {
            if (parser.nextToken() != null)
            {
                throw malformed("something follows it");
            }
            parser.close();
        }
        catch (final IOException ex)
        {
            throw malformed(ex);
        }
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
        return text;
    }

    private static BadCommandException malformed(final String what)
    {
        return MessageCursor.malformed(WireForm.JSON, what);
    }

    private static BadCommandException malformed(final IOException ex)
    {
        final String reason = ex instanceof final JsonProcessingException parsing ?
            parsing.getOriginalMessage() : ex.getMessage();
        final String line = reason.lines().findFirst().orElse("");

        return malformed(line.substring(0, Math.min(line.length(), MAX_REASON_LENGTH)));
    }
}
