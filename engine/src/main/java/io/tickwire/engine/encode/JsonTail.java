package io.tickwire.engine.encode;

import io.tickwire.engine.schema.NumberText;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static io.tickwire.engine.schema.Decimals.NULL;

/**
 * What the JSON of a message ends with: its timestamp, then what places it in its stream and in time.
 * Thread: any
 */
final class JsonTail
{
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final byte[][] names;
    private final int[] places;
    private final int maxBytes;

    /**
     * @param before what stands before the name of the timestamp.
     * @param behind the fields between the timestamp and the others, each with a comma before it.
     */
    JsonTail(final String before, final String behind)
    {
        final List<UpdateLayout.Field> head = UpdateLayout.head();
        names = new byte[head.size() + 1][];
        places = new int[names.length];
        names[0] = utf8(before + "\"timestamp\":");
        places[0] = UpdateValues.TIMESTAMP_MS;

        int bytes = names[0].length;
        for (int i = 1; i < names.length; i++)
        {
            final UpdateLayout.Field field = head.get(i - 1);
            names[i] = utf8((i == 1 ? behind : "") + ",\"" + field.name() + "\":");
            places[i] = field.value();
            bytes += names[i].length;
        }
        maxBytes = bytes + names.length * NumberText.MAX_INTEGER_BYTES;
    }

    /** It is not longer than this. */
    int maxBytes()
    {
        return maxBytes;
    }

    /**
     * Write it.
     *
     * @param offset where the text in the scratch ends.
     * @return where to go on.
     */
    int put(final JsonScratch scratch, final int offset, final long[] values)
    {
        int at = offset;
        for (int i = 0; i < names.length; i++)
        {
            at = scratch.put(at, names[i], 0);
            at = putInteger(scratch, at, values[places[i]]);
        }

        return at;
    }

    /**
     * An integer, or null for {@code Decimals.NULL}.
     *
     * @param offset where the text in the scratch ends.
     * @return where to go on.
     */
    static int putInteger(final JsonScratch scratch, final int offset, final long value)
    {
        if (value == NULL)
        {
            return scratch.put(offset, NOTHING, 0);
        }

        final int at = scratch.reserve(offset, NumberText.MAX_INTEGER_BYTES + NumberText.SLACK_BYTES);

        return NumberText.putLong(scratch.bytes(), at, value);
    }

    private static byte[] utf8(final String text)
    {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
