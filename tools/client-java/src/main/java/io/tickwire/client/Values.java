package io.tickwire.client;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fields of control messages, of which none is trusted to be there, or to be what it should.
 * Thread: any
 */
final class Values
{
    private Values()
    {
    }

    /** Empty where there is none. */
    static String text(final Map<String, Object> message, final String name)
    {
        return message.get(name) instanceof String text ? text : "";
    }

    static long number(final Map<String, Object> message, final String name, final long otherwise)
    {
        return message.get(name) instanceof Number number ? number.longValue() : otherwise;
    }

    /** Empty where there is none. */
    @SuppressWarnings("unchecked")
    static List<Object> list(final Map<String, Object> message, final String name)
    {
        return message.get(name) instanceof List<?> list ? (List<Object>)list : List.of();
    }

    static Map<String, Object> map(final Object... namesAndValues)
    {
        final Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2)
        {
            map.put((String)namesAndValues[i], namesAndValues[i + 1]);
        }

        return map;
    }
}
