package io.tickwire.transport.protocol;

import io.tickwire.fuzz.NaiveJson;
import io.tickwire.fuzz.NaiveMsgpack;
import io.tickwire.fuzz.Texts;
import org.agrona.ExpandableArrayBuffer;

import java.nio.ByteBuffer;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What becomes of a message, checked for what holds of all of them.
 */
final class CommandOutcomes
{
    private static final int MAX_SYMBOLS = 8;
    private static final int MAX_COUNT = 64;
    private static final int MAX_TEXT = 256;
    private static final int MAX_TOKEN = 1 << 14;
    private static final int MAX_MESSAGE = 1_000;

    // As the server has one a thread: whatever a message does to its reader must not show in the next.
    private final CommandReader reader = new CommandReader(MAX_SYMBOLS);
    private final ReplyWriter writer = new ReplyWriter();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(0);

    /**
     * What a message is read as, or why it is refused, without what is said in words.
     */
    Object of(final WireForm form, final byte[] message)
    {
        final ByteBuffer payload = ByteBuffer.wrap(message);
        try
        {
            final Command command = reader.read(payload, form);
            assertEquals(0, payload.position());
            assertBounded(command);

            return command instanceof final Command.Publish publish ?
                List.of(publish.channel(), valueOf(publish.data())) : command;
        }
        catch (final BadCommandException ex)
        {
            assertNotNull(ex.code());
            assertTrue(ex.getMessage().length() < MAX_MESSAGE, ex.getMessage());
            assertWellFormed(Reply.error(ex.code(), ex.getMessage(), ex.id()));

            return ex.code() + " " + ex.id();
        }
    }

    private static Object valueOf(final EncodedValue data)
    {
        return List.of(
            "" + NaiveJson.read(Texts.orNull(data.json()), MessageCursor.MAX_DEPTH),
            "" + NaiveMsgpack.read(data.msgpack(), MessageCursor.MAX_DEPTH));
    }

    private void assertWellFormed(final Reply reply)
    {
        assertEquals(
            NaiveJson.read(Texts.orNull(written(reply, WireForm.JSON)), MessageCursor.MAX_DEPTH),
            NaiveMsgpack.read(written(reply, WireForm.MSGPACK), MessageCursor.MAX_DEPTH));
    }

    private byte[] written(final Reply reply, final WireForm form)
    {
        final byte[] bytes = new byte[writer.write(reply, form, buffer, 1)];
        buffer.getBytes(1, bytes);

        return bytes;
    }

    private static void assertBounded(final Command command)
    {
        assertScalar(command.id());
        if (command instanceof final Command.Subscribe subscribe)
        {
            assertBounded(subscribe.wish());
        }
        else if (command instanceof final Command.Update update)
        {
            assertBounded(update.wish());
        }
        else if (command instanceof final Command.Unsubscribe unsubscribe)
        {
            assertTexts(unsubscribe.symbols(), MAX_SYMBOLS);
            assertTexts(unsubscribe.channels(), MAX_COUNT);
        }
        else if (command instanceof final Command.Request request)
        {
            assertScalar(request.timestamp());
            assertTrue(request.params().size() <= MAX_COUNT);
            request.params().values().stream().filter(List.class::isInstance).forEach(value ->
                assertTrue(((List<?>)value).size() <= MAX_SYMBOLS));
        }
        else if (command instanceof final Command.Auth auth)
        {
            assertTrue(!auth.token().isEmpty() && auth.token().length() <= MAX_TOKEN);
        }
    }

    private static void assertBounded(final Wish wish)
    {
        assertTexts(wish.symbols(), MAX_SYMBOLS);
        assertTexts(wish.channels(), MAX_COUNT);
        assertTexts(wish.venues(), MAX_COUNT);
        assertTrue(wish.depth() >= 0 && wish.maxAgeUs() >= 0);
        assertTrue(wish.resumes() ? wish.sinceEpoch() >= 0 && wish.sinceSequence() >= 0 : wish.sinceEpoch() == 0);
        assertScalar(wish.interval());
        assertScalar(wish.mode());
    }

    private static void assertTexts(final List<String> texts, final int maxCount)
    {
        assertTrue(texts.size() <= maxCount, () -> "" + texts.size());
        texts.forEach(text -> assertTrue(!text.isEmpty() && text.length() <= MAX_TEXT, text));
    }

    private static void assertScalar(final Object value)
    {
        assertTrue(value == null || value instanceof Long ||
            value instanceof final Double decimal && Double.isFinite(decimal) ||
            value instanceof final String text && text.length() <= MAX_TEXT, () -> "" + value);
    }
}
