package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tickwire.engine.schema.Decimals;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FrameTemplateTest
{
    private static final long SEED = 20261129L;
    private static final int STREAMS = 20;
    private static final int UPDATES = 1_000;
    private static final List<TemplateWriter> MSGPACK_WRITERS = List.of(
        new MsgpackWriter(false), new MsgpackWriter(true), new CompactWriter(false), new CompactWriter(true));
    private static final List<TemplateWriter> WRITERS = List.of(
        new MsgpackWriter(false), new CompactWriter(true), new SbeWriter());

    private final GuardedBuffer guarded = new GuardedBuffer(4_096);

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldHaveItsFixedWidthsAtTheSamePlacesInAllMessagesOfAShape(final UpdateLayout layout)
    {
        for (final TemplateWriter writer : MSGPACK_WRITERS)
        {
            SeededUpdates.forEach(SEED, layout, STREAMS, UPDATES, (label) ->
            {
                final TemplatesByShape templates = new TemplatesByShape(writer, layout, label, true, guarded);
                final Map<Integer, FixedWidths> firsts = new HashMap<>();

                return (update, noise) ->
                {
                    final long[] values = update.values(true, noise);
                    final TemplatesByShape.Payload payload = templates.write(values);
                    final FixedWidths widths =
                        new FixedWidths(guarded.bytes(), payload.offset(), payload.length());
                    final FixedWidths first = firsts.computeIfAbsent(layout.shapeOf(values, true), (shape) -> widths);
                    assertEquals(first.leadByOffset(), widths.leadByOffset());
                    assertArrayEquals(first.rest(), widths.rest());
                    assertEquals(numbers(update), widths.leadByOffset().size());
                    templates.assertFrameOnly(payload);
                };
            });
        }
    }

    @Test
    void shouldLeaveRoomForTheHeaderOfThePayload()
    {
        final SeededUpdates seeded = new SeededUpdates(SEED + 1);
        for (final int headerBytes : new int[]{0, 1, 2, 4, 10})
        {
            for (final TemplateWriter writer : WRITERS)
            {
                final NaiveUpdate update = seeded.update(UpdateLayout.TRADE, seeded.label());
                final FrameTemplate bare = template(writer, update, 0);
                final FrameTemplate template = template(writer, update, headerBytes);
                assertEquals(bare.length(), bare.payloadBytes());
                assertEquals(bare.length(), template.payloadBytes());
                assertEquals(bare.length() + headerBytes, template.length());
                assertEquals(template.length(), template.image().capacity());

                // Each buffer ends where its frame does: agrona refuses what is beyond.
                final UnsafeBuffer payload = new UnsafeBuffer(new byte[bare.length()]);
                final UnsafeBuffer frame = new UnsafeBuffer(new byte[template.length()]);
                assertEquals(bare.length(), bare.write(payload, 0, update.values(true, 1)));
                assertEquals(template.length(), template.write(frame, 0, update.values(true, 1)));
                assertArrayEquals(
                    payload.byteArray(), Arrays.copyOfRange(frame.byteArray(), headerBytes, template.length()));
            }
        }
    }

    @Test
    void shouldKeepNothingOfTheMessageBefore()
    {
        final SeededUpdates seeded = new SeededUpdates(SEED + 2);
        for (final TemplateWriter writer : WRITERS)
        {
            final NaiveUpdate first = seeded.update(UpdateLayout.LIQUIDATION, seeded.label());
            final FrameTemplate template = template(writer, first, 4);
            final UnsafeBuffer once = new UnsafeBuffer(new byte[template.length()]);
            final UnsafeBuffer again = new UnsafeBuffer(new byte[template.length()]);
            template.write(once, 0, first.values(true, 0));
            template.write(again, 0, seeded.update(UpdateLayout.LIQUIDATION, first.label).values(true, -1));
            template.write(again, 0, first.values(true, 1));
            assertArrayEquals(once.byteArray(), again.byteArray());
        }
    }

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldTellTheTransportHowLongThePayloadIs(final UpdateLayout layout)
    {
        final SeededUpdates seeded = new SeededUpdates(SEED + 3);
        for (final TemplateWriter writer : WRITERS)
        {
            final NaiveUpdate update = seeded.update(layout, seeded.label());
            final int[] told = new int[1];
            final FrameTemplate template = writer.template(
                layout, update.label, false, layout.shapeOf(update.values(false, 0), false), (payloadBytes) ->
                {
                    told[0] = payloadBytes;
                    return 4;
                });
            assertTrue(told[0] > 0);
            assertEquals(told[0], template.payloadBytes());
        }
    }

    private static FrameTemplate template(
        final TemplateWriter writer, final NaiveUpdate update, final int headerBytes)
    {
        final int shape = update.layout.shapeOf(update.values(true, Decimals.NULL), true);

        return writer.template(update.layout, update.label, true, shape, (payloadBytes) -> headerBytes);
    }

    /** All decimals and integers that are known, whichever the name: they are what a template patches. */
    private static long numbers(final NaiveUpdate update)
    {
        return update.map(true).stream()
            .map(NaiveField::value)
            .filter((value) -> value instanceof BigInteger || value instanceof NaiveField.Decimal)
            .count();
    }
}
