package io.tickwire.transport.protocol;

import io.tickwire.fuzz.Fields;
import io.tickwire.fuzz.NaiveJson;
import io.tickwire.fuzz.NaiveMsgpack;
import io.tickwire.fuzz.Texts;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A value of any kind, in JSON where the first byte is even, else in msgpack: what becomes of it is the same value in
 * both forms, well-formed, with no name twice, and bounded.
 */
public final class TranscoderFuzz
{
    private static final JsonCursor JSON = new JsonCursor();
    private static final MsgpackCursor MSGPACK = new MsgpackCursor();
    private static final ValueTranscoder TRANSCODER = new ValueTranscoder();
    private static final int SLACK = 16;

    private TranscoderFuzz()
    {
    }

    public static void fuzzerTestOneInput(final byte[] data)
    {
        if (data.length == 0)
        {
            return;
        }

        final byte[] message = Arrays.copyOfRange(data, 1, data.length);
        final boolean isJson = (data[0] & 1) == 0;
        try
        {
            final MessageCursor cursor = isJson ? JSON : MSGPACK;
            cursor.begin(ByteBuffer.wrap(message));
            cursor.next();
            final EncodedValue value = TRANSCODER.read(cursor, "data");
            assertEquals(Token.END, cursor.next());
            final Object expected = wellFormed(isJson ?
                NaiveJson.read(Texts.orNull(message), MessageCursor.MAX_DEPTH) :
                NaiveMsgpack.read(message, MessageCursor.MAX_DEPTH));

            assertTrue(value.json().length <= ValueTranscoder.MAX_BYTES + SLACK);
            assertTrue(value.msgpack().length <= ValueTranscoder.MAX_BYTES + SLACK);
            assertEquals(expected, NaiveJson.read(Texts.orNull(value.json()), MessageCursor.MAX_DEPTH));
            assertEquals(expected, NaiveMsgpack.read(value.msgpack(), MessageCursor.MAX_DEPTH));
        }
        catch (final BadValueException ex)
        {
            assertTrue(ex.getMessage().length() < 300, ex.getMessage());
        }
        catch (final BadCommandException ex)
        {
            CursorTrees.assertTold(ex);
        }
    }

    /** As it can be written: no half of a surrogate pair, and no name twice. */
    private static Object wellFormed(final Object value)
    {
        if (value instanceof final String text)
        {
            return Texts.wellFormed(text);
        }
        if (value instanceof final List<?> list)
        {
            return list.stream().map(TranscoderFuzz::wellFormed).toList();
        }
        if (!(value instanceof final Fields map))
        {
            return value;
        }

        final Set<String> names = new HashSet<>();
        return new Fields(map.fields().stream()
            .map(field -> new Fields.Field(Texts.wellFormed(field.name()), wellFormed(field.value())))
            .peek(field -> assertTrue(names.add(field.name()), "twice: " + field.name()))
            .toList());
    }
}
