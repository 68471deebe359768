package io.tickwire.transport.ws;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Random clients that deflate: at random levels, with a context or without, in random fragments, pieces and masks.
 */
class DeflatedMessagesPropertyTest
{
    private static final int RSV1 = 0x40;
    private static final int MAX_BYTES = 1 << 20;
    private static final int MAX_FRAGMENTS = 64;
    private static final int[] LENGTHS = {0, 1, 2, 125, 126, 300, 32_767, 32_768, 32_769, 70_000};

    private Random random;

    @Property(tries = 200, seed = "20261127")
    void shouldInflateWhatWasDeflated(@ForAll final long seed)
    {
        random = new Random(seed);
        final boolean keepsContext = random.nextBoolean();
        final ClientFrames client = new ClientFrames(seed);
        final List<String> expected = new ArrayList<>();
        try (ClientDeflater deflater = new ClientDeflater(random.nextInt(10)))
        {
            byte[] last = {};
            for (int i = random.nextInt(12); i >= 0; i--)
            {
                last = message(last);
                expected.add("binary " + HexFormat.of().formatHex(last));
                send(client, last, keepsContext ? deflater : deflater.reset());
            }
        }
        final FrameEvents events = eventsOf(new Deflate(15, keepsContext, ""), client.bytes());

        assertNull(events.violation());
        assertEquals(expected, events.lines());
    }

    @Property(tries = 300, seed = "20261127")
    void shouldSeeTheSameWhateverThePiecesWhereBytesAreDamaged(@ForAll final long seed)
    {
        random = new Random(seed);
        final ClientFrames client = new ClientFrames(seed);
        try (ClientDeflater deflater = new ClientDeflater(random.nextInt(10)))
        {
            for (int i = random.nextInt(4); i >= 0; i--)
            {
                send(client, message(new byte[0]), deflater);
            }
        }
        final byte[] bytes = client.bytes();
        for (int i = random.nextInt(4); i >= 0; i--)
        {
            bytes[random.nextInt(1 + random.nextInt(bytes.length))] ^= (byte)(1 << random.nextInt(8));
        }
        final Deflate agreed = new Deflate(15, random.nextBoolean(), "");
        final FrameEvents whole = eventsOf(agreed, bytes.clone());
        final FrameEvents pieces = eventsOf(agreed, bytes);

        assertEquals(whole.violation(), pieces.violation());
        assertEquals(whole.lines(), pieces.lines());
        assertTrue(whole.longestMessage() <= MAX_BYTES);
    }

    private void send(final ClientFrames client, final byte[] message, final ClientDeflater deflater)
    {
        final int how = random.nextInt(6);
        if (how == 0)
        {
            client.frame(ClientFrames.FIN | ClientFrames.BINARY, message);

            return;
        }

        final byte[] payload = how == 1 ? deflater.deflateAsLast(message) : deflater.deflate(message);
        int opcode = RSV1 | ClientFrames.BINARY;
        int at = 0;
        for (int more = random.nextInt(3) == 0 ? random.nextInt(8) : 0; more > 0; more--)
        {
            final int end = at + random.nextInt(payload.length - at + 1);
            client.frame(opcode, Arrays.copyOfRange(payload, at, end));
            if (random.nextBoolean())
            {
                client.frame(ClientFrames.FIN | ClientFrames.PONG, message.length > 0 ? message[0] : 1);
            }
            opcode = ClientFrames.CONTINUATION;
            at = end;
        }
        client.frame(ClientFrames.FIN | opcode, Arrays.copyOfRange(payload, at, payload.length));
    }

    private byte[] message(final byte[] last)
    {
        final byte[] message =
            new byte[random.nextBoolean() ? LENGTHS[random.nextInt(LENGTHS.length)] : random.nextInt(2_000)];
        final int values = random.nextBoolean() ? 256 : 4;
        for (int i = 0; i < message.length; i++)
        {
            message[i] = (byte)random.nextInt(values);
        }
        if (last.length > 0 && random.nextBoolean())
        {
            // So that it points back into the one before.
            System.arraycopy(last, 0, message, 0, Math.min(last.length, message.length));
        }

        return message;
    }

    private FrameEvents eventsOf(final Deflate agreed, final byte[] bytes)
    {
        final FrameParser parser = new FrameParser(MAX_BYTES, MAX_FRAGMENTS, agreed);
        final FrameEvents events = FrameEvents.of(parser, bytes, 1 + random.nextInt(10_000), random);
        parser.end();
        events.lines().removeIf("pong"::equals);

        return events;
    }
}
