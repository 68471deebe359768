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
        final JsonToken token = parser.nextToken();
        final Object value = field.value();
        if (value instanceof final NaiveField.Decimal decimal)
        {
            // Texts are compared, so that a number is not only equal but has the one form that it should.
            final String text = decimal.text();
            assertSame(expected(text), token, field.name());
            assertEquals(text, parser.getText(), field.name());
        }
        else if (value instanceof final BigInteger integer)
        {
            assertSame(JsonToken.VALUE_NUMBER_INT, token, field.name());
            assertEquals(integer.toString(), parser.getText(), field.name());
        }
        else if (value instanceof final Boolean flag)
        {
            assertSame(flag ? JsonToken.VALUE_TRUE : JsonToken.VALUE_FALSE, token, field.name());
        }
        else
        {
            assertSame(value == null ? JsonToken.VALUE_NULL : JsonToken.VALUE_STRING, token, field.name());
            assertEquals(value == null ? "null" : value, parser.getText(), field.name());
        }
    }

    private JsonToken expected(final String decimal)
    {
        return quotesDecimals ? JsonToken.VALUE_STRING :
            decimal.indexOf('.') < 0 ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
    }
}
