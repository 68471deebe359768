package io.tickwire.engine.audit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * JSON as trees, and where two of them differ.
 */
final class JsonTrees
{
    private static final JsonFactory JSON = new JsonFactory();

    private JsonTrees()
    {
    }

    static Map<?, ?> read(final String text) throws IOException
    {
        try (JsonParser parser = JSON.createParser(text))
        {
            parser.nextToken();

            return (Map<?, ?>)value(parser);
        }
    }

    /**
     * A line for each place where they differ.
     */
    static List<String> differences(final Object expected, final Object actual)
    {
        final List<String> differences = new ArrayList<>();
        compare("", expected, actual, differences);

        return differences;
    }

    private static void compare(
        final String path, final Object expected, final Object actual, final List<String> differences)
    {
        if (expected instanceof Map<?, ?> left && actual instanceof Map<?, ?> right)
        {
            final TreeSet<Object> keys = new TreeSet<>(left.keySet());
            keys.addAll(right.keySet());
            for (final Object key : keys)
            {
                if (left.containsKey(key) && right.containsKey(key))
                {
                    compare(path + '/' + key, left.get(key), right.get(key), differences);
                }
                else
                {
                    differences.add(path + '/' + key + (left.containsKey(key) ?
                        " is missing: " + left.get(key) : " is too much: " + right.get(key)));
                }
            }
        }
        else if (expected == null ? actual != null : !expected.equals(actual))
        {
            differences.add(path + ": expected " + expected + ", but was " + actual);
        }
    }

    private static Object value(final JsonParser parser) throws IOException
    {
        return switch (parser.currentToken())
        {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getBigIntegerValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_NULL -> null;
            default -> throw new IllegalArgumentException("token=" + parser.currentToken());
        };
    }

    private static Map<String, Object> object(final JsonParser parser) throws IOException
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT)
        {
            final String name = parser.currentName();
            parser.nextToken();
            map.put(name, value(parser));
        }

        return map;
    }

    private static List<Object> array(final JsonParser parser) throws IOException
    {
        final List<Object> list = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY)
        {
            list.add(value(parser));
        }

        return list;
    }
}
