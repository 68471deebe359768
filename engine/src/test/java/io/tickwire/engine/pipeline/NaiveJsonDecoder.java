package io.tickwire.engine.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Decodes messages in JSON. */
final class NaiveJsonDecoder
{
    private static final JsonFactory JSON = new JsonFactory();

    private NaiveJsonDecoder()
    {
    }

    /**
     * The message as a map.
     *
     * @param quotesDecimals whether decimals must be strings; else they must be numbers.
     */
    static Map<String, Object> decode(final byte[] payload, final boolean quotesDecimals) throws IOException
    {
        final Map<String, Object> message = new HashMap<>();
        try (JsonParser parser = JSON.createParser(payload))
        {
            assertEquals(JsonToken.START_OBJECT, parser.nextToken());
            while (parser.nextToken() != JsonToken.END_OBJECT)
            {
                final String field = parser.currentName();
                assertFalse(message.containsKey(field), () -> "twice: " + field);
                message.put(field, value(parser, field, parser.nextToken(), quotesDecimals));
            }
            assertNull(parser.nextToken(), "more than one value");
        }

        return message;
    }

    private static Object value(
        final JsonParser parser, final String field, final JsonToken token, final boolean quotesDecimals)
        throws IOException
    {
        if (token == JsonToken.VALUE_NULL)
        {
            return null;
        }

        if ("closed".equals(field))
        {
            return parser.getBooleanValue();
        }

        final String text = parser.getText();
        if (NaiveFields.isText(field))
        {
            // A trade's id is a number where it is one.
            assertTrue(token == JsonToken.VALUE_STRING || "trade_id".equals(field), field);
            return text;
        }
        if (NaiveFields.isInteger(field))
        {
            assertEquals(JsonToken.VALUE_NUMBER_INT, token, field);
            return Long.valueOf(text);
        }

        assertEquals(quotesDecimals, token == JsonToken.VALUE_STRING, field);
        assertFalse(text.contains("e") || text.contains("E"), () -> "not plain: " + field + '=' + text);

        return NaiveDecoder.canonical(new BigDecimal(text));
    }
}
