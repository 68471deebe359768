package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;

/** Holds a JSON message, as Jackson reads it, against what it must show. */
final class JsonReadBack
{
    private final JsonFactory factory = new JsonFactory();
    private final boolean quotesDecimals;

    JsonReadBack(final boolean quotesDecimals)
    {
        this.quotesDecimals = quotesDecimals;
    }

    void assertMap(
        final byte[] bytes, final int offset, final int length, final String type, final List<NaiveField> fields)
        throws IOException
    {
        try (JsonParser parser = factory.createParser(bytes, offset, length))
        {
            assertSame(JsonToken.START_OBJECT, parser.nextToken());
            assertField(parser, NaiveField.text("type", type));
            for (final NaiveField field : fields)
            {
                assertField(parser, field);
            }
            assertSame(JsonToken.END_OBJECT, parser.nextToken());
            assertEquals(length, parser.currentLocation().getByteOffset());
            assertNull(parser.nextToken());
        }
    }

    private void assertField(final JsonParser parser, final NaiveField field) throws IOException
    {
        assertSame(JsonToken.FIELD_NAME, parser.nextToken(), field.name());
        assertEquals(field.name(), parser.currentName());
        assertValue(parser, field.name(), field.value());
    }

    private void assertValue(final JsonParser parser, final String name, final Object value) throws IOException
    {
        final JsonToken token = parser.nextToken();
        if (value instanceof final NaiveField.Decimal decimal)
        {
            // Texts are compared, so that a number is not only equal but has the one form that it should.
            final String text = decimal.text();
            assertSame(expected(text), token, name);
            assertEquals(text, parser.getText(), name);
        }
        else if (value instanceof final BigInteger integer)
        {
            assertSame(JsonToken.VALUE_NUMBER_INT, token, name);
            assertEquals(integer.toString(), parser.getText(), name);
        }
        else if (value instanceof final NaiveField.Fields map)
        {
            assertSame(JsonToken.START_OBJECT, token, name);
            for (final NaiveField field : map.fields())
            {
                assertField(parser, field);
            }
            assertSame(JsonToken.END_OBJECT, parser.nextToken(), name);
        }
        else if (value instanceof final List<?> list)
        {
            assertSame(JsonToken.START_ARRAY, token, name);
            for (final Object item : list)
            {
                assertValue(parser, name, item);
            }
            assertSame(JsonToken.END_ARRAY, parser.nextToken(), name);
        }
        else if (value instanceof final Boolean flag)
        {
            assertSame(flag ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE, token, name);
        }
        else
        {
            assertSame(value == null ? JsonToken.VALUE_NULL : JsonToken.VALUE_STRING, token, name);
            assertEquals(value == null ? "null" : value, parser.getText(), name);
        }
    }

    private JsonToken expected(final String decimal)
    {
        return quotesDecimals ? JsonToken.VALUE_STRING :
            decimal.indexOf('.') < 0 ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }
}
