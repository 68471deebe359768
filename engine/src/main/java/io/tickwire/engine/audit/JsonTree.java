package io.tickwire.engine.audit;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * A report as JSON: maps, lists, texts, whole numbers, booleans and nulls, each field on a line of its own.
 * Thread: any
 */
final class JsonTree
{
    private static final int FIRST_PRINTABLE = 0x20;

    private final StringBuilder out = new StringBuilder();

    private JsonTree()
    {
    }

    static String text(final Map<String, ?> tree)
    {
        final JsonTree writer = new JsonTree();
        writer.put(tree, 0);

        return writer.out.append('\n').toString();
    }

    private void put(final Object value, final int depth)
    {
        if (value instanceof Map<?, ?> map)
        {
            putMap(map, depth);
        }
        else if (value instanceof List<?> list)
        {
            putList(list, depth);
        }
        else if (value instanceof String text)
        {
            putText(text);
        }
        else
        {
            out.append(value);
        }
    }

    private void putMap(final Map<?, ?> map, final int depth)
    {
        out.append('{');
        final Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
        while (entries.hasNext())
        {
            final Map.Entry<?, ?> entry = entries.next();
            newLine(depth + 1);
            putText(entry.getKey().toString());
            out.append(": ");
            put(entry.getValue(), depth + 1);
            out.append(entries.hasNext() ? "," : "");
        }
        if (!map.isEmpty())
        {
            newLine(depth);
        }
        out.append('}');
    }

    private void putList(final List<?> list, final int depth)
    {
        out.append('[');
        for (int i = 0; i < list.size(); i++)
        {
            out.append(i == 0 ? "" : ", ");
            put(list.get(i), depth + 1);
        }
        out.append(']');
    }

    private void putText(final String text)
    {
        out.append('"');
        for (int i = 0; i < text.length(); i++)
        {
            final char letter = text.charAt(i);
            if (letter == '"' || letter == '\\')
            {
                out.append('\\').append(letter);
            }
            else if (letter < FIRST_PRINTABLE)
            {
                out.append("\\u%04x".formatted((int)letter));
            }
            else
            {
                out.append(letter);
            }
        }
        out.append('"');
    }

    private void newLine(final int depth)
    {
        out.append('\n').append(" ".repeat(depth));
    }
}
