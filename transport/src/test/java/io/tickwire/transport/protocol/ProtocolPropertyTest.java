package io.tickwire.transport.protocol;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.agrona.ExpandableArrayBuffer;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProtocolPropertyTest
{
    private static final String SEED = "20261127";
    private static final int MAX_SYMBOLS = 16;
    private static final int MAX_MESSAGE = 1_000;
    private static final byte[][] PIECES = pieces(
        "{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud800", "null", "true", "1e999", "-", "0", ".", "\"type\":",
        "\"id\":1", "\"symbols\":", "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[", "\u0000", "\ufeff");

    private static final MessageValidator VALIDATOR = new MessageValidator();

    // One for all tries: whatever a message does to its reader must not show in the next.
    private final CommandReader reader = new CommandReader(MAX_SYMBOLS);
    private final ReplyWriter writer = new ReplyWriter();
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(0);

    @Property(tries = 1_500, seed = SEED)
    void shouldReadTheSameFromBothForms(@ForAll final long seed)
    {
        final Map<String, Object> message = new SeededMessages(seed).command();
        final Command ofJson = assertDoesNotThrow(() -> read(WireForm.JSON, WireValues.json(message)));
        final Command ofMsgpack = assertDoesNotThrow(() -> read(WireForm.MSGPACK, WireValues.msgpack(message)));

        assertEquals(List.of(), VALIDATOR.problems(MessageValidator.CLIENT, message));
        assertEquals(message.get("id"), ofJson.id() == null ? message.get("id") : ofJson.id());
        if (ofJson instanceof final Command.Publish publish)
        {
            assertPublished(message, publish);
            assertPublished(message, (Command.Publish)ofMsgpack);
        }
        else
        {
            assertEquals(ofJson, ofMsgpack);
        }
    }

    @Property(tries = 3_000, seed = SEED)
    void shouldReadOrRefuseAnyBytes(@ForAll @Size(max = 200) final byte[] bytes)
    {
        assertReadOrRefused(WireForm.JSON, bytes);
        assertReadOrRefused(WireForm.MSGPACK, bytes);
    }

    @Property(tries = 3_000, seed = SEED)
    void shouldReadOrRefuseBytesThatLookLikeAMap(@ForAll @Size(max = 100) final byte[] bytes)
    {
        final byte[] opening = WireValues.msgpack(Map.of("type", "publish"));
        opening[0] = (byte)0x8f;
        final byte[] message = Arrays.copyOf(opening, opening.length + bytes.length);
        System.arraycopy(bytes, 0, message, opening.length, bytes.length);
        assertReadOrRefused(WireForm.MSGPACK, message);
    }

    @Property(tries = 3_000, seed = SEED)
    void shouldReadOrRefuseWhatWasAMessage(@ForAll final long seed)
    {
        final Map<String, Object> message = new SeededMessages(seed).command();
        final Random random = new Random(seed);
        assertReadOrRefused(WireForm.JSON, mutated(WireValues.json(message), random));
        assertReadOrRefused(WireForm.MSGPACK, mutated(WireValues.msgpack(message), random));
        assertReadOrRefused(WireForm.MSGPACK, WireValues.json(message));
        assertReadOrRefused(WireForm.JSON, WireValues.msgpack(message));
    }

    @Property(tries = 1_000, seed = SEED)
    void shouldJudgeWhatIsRefusedAlikeInBothForms(@ForAll final long seed)
    {
        final Map<String, Object> message = new SeededMessages(seed).command();
        final SeededMessages values = new SeededMessages(seed + 1);
        final CommandField[] fields = CommandField.values();
        message.put(fields[Math.floorMod(seed, fields.length)].wireName(), values.value(2));

        assertEquals(
            outcome(WireForm.JSON, WireValues.json(message)),
            outcome(WireForm.MSGPACK, WireValues.msgpack(message)));
    }

    @Property(tries = 1_000, seed = SEED)
    void shouldWriteWhatLibrariesReadBack(@ForAll final long seed)
    {
        final SeededMessages values = new SeededMessages(seed);
        final Reply reply = Reply.of("response");
        for (int i = 0; i < 4; i++)
        {
            reply.with("field" + i, withoutHuge(values.value(1)));
        }
        final Object expected = WireValues.ofJson(WireValues.json(reply.fields()));

        assertEquals(expected, WireValues.ofJson(written(reply, WireForm.JSON)));
        assertEquals(expected, WireValues.ofMsgpack(written(reply, WireForm.MSGPACK)));
    }

    @Property(tries = 1_000, seed = SEED)
    void shouldWriteAnyTextWellFormed(@ForAll final String text)
    {
        final Reply reply = Reply.of("x").with(text, text);
        final String whole = new String(text.getBytes(StandardCharsets.UTF_16BE), StandardCharsets.UTF_16BE);
        final Map<?, ?> read = (Map<?, ?>)WireValues.ofJson(written(reply, WireForm.JSON));

        assertEquals(read, WireValues.ofMsgpack(written(reply, WireForm.MSGPACK)));
        assertEquals(whole, read.get(whole));
    }

    private void assertPublished(final Map<String, Object> message, final Command.Publish publish)
    {
        final Object expected = WireValues.ofJson(WireValues.json(message.get("data")));
        assertEquals(expected, WireValues.ofJson(publish.data().json()));
        assertEquals(expected, WireValues.ofMsgpack(publish.data().msgpack()));
    }

    private Command read(final WireForm form, final byte[] bytes) throws BadCommandException
    {
        return reader.read(ByteBuffer.wrap(bytes), form);
    }

    private void assertReadOrRefused(final WireForm form, final byte[] bytes)
    {
        assertFalse(outcome(form, bytes).isEmpty());
    }

    /** What was read, or why it was not; anything else that is thrown fails the test. */
    private String outcome(final WireForm form, final byte[] bytes)
    {
        try
        {
            final Command command = read(form, bytes);

            return command instanceof final Command.Publish publish ?
                publish.channel() + WireValues.ofJson(publish.data().json()) : command.toString();
        }
        catch (final BadCommandException ex)
        {
            assertTrue(ex.getMessage().length() < MAX_MESSAGE, ex.getMessage());

            return ex.code() + " " + ex.id();
        }
    }

    private byte[] written(final Reply reply, final WireForm form)
    {
        final byte[] bytes = new byte[writer.write(reply, form, buffer, 3)];
        buffer.getBytes(3, bytes);

        return bytes;
    }

    /** Replies hold no whole numbers beyond 64 bits with a sign. */
    private static Object withoutHuge(final Object value)
    {
        if (value instanceof final List<?> list)
        {
            return list.stream().map(ProtocolPropertyTest::withoutHuge).toList();
        }
        if (value instanceof final Map<?, ?> map)
        {
            final Map<String, Object> copy = new LinkedHashMap<>();
            map.forEach((name, entry) -> copy.put((String)name, withoutHuge(entry)));

            return copy;
        }

        return value instanceof final BigInteger huge ? (Object)huge.longValue() : value;
    }

    private static byte[] mutated(final byte[] message, final Random random)
    {
        byte[] mutated = message.clone();
        for (int left = 1 + random.nextInt(3); left > 0 && mutated.length > 0; left--)
        {
            final int at = random.nextInt(mutated.length);
            switch (random.nextInt(4))
            {
                case 0 -> mutated[at] ^= (byte)(1 << random.nextInt(8));
                case 1 -> mutated[at] = (byte)random.nextInt();
                case 2 -> mutated = Arrays.copyOf(mutated, at);
                default -> mutated = inserted(mutated, at, PIECES[random.nextInt(PIECES.length)]);
            }
        }

        return mutated;
    }

    private static byte[] inserted(final byte[] message, final int at, final byte[] piece)
    {
        final byte[] inserted = Arrays.copyOf(message, message.length + piece.length);
        System.arraycopy(piece, 0, inserted, at, piece.length);
        System.arraycopy(message, at, inserted, at + piece.length, message.length - at);

        return inserted;
    }

    private static byte[][] pieces(final String... texts)
    {
        return Arrays.stream(texts).map(text -> text.getBytes(StandardCharsets.UTF_8)).toArray(byte[][]::new);
    }
}
