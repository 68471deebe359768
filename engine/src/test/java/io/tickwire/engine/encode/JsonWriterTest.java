package io.tickwire.engine.encode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JsonWriterTest
{
    private static final long SEED = 20261125L;
    private static final int STREAMS = 150;
    private static final int UPDATES = 1_000;
    private static final int ROOM = 8_192;

    private final GuardedBuffer guarded = new GuardedBuffer(ROOM);
    private int written;

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldShowWhatTheProtocolSays(final UpdateLayout layout)
    {
        SeededUpdates.forEach(SEED, layout, STREAMS, UPDATES, (label) ->
        {
            final Stream plain = new Stream(layout, label, false, false);
            final Stream quoted = new Stream(layout, label, false, true);
            final Stream plainEnveloped = new Stream(layout, label, true, false);
            final Stream quotedEnveloped = new Stream(layout, label, true, true);

            return (update, noise) ->
            {
                final List<NaiveField> map = update.map(false);
                final List<NaiveField> envelopedMap = update.map(true);
                plain.assertShows(update, map, noise);
                quoted.assertShows(update, map, noise);
                plainEnveloped.assertShows(update, envelopedMap, noise);
                quotedEnveloped.assertShows(update, envelopedMap, noise);
            };
        });
    }

    @Test
    void shouldShowThePriceOfTheProtocolsExample()
    {
        final NaiveUpdate update =
            new NaiveUpdate(UpdateLayout.PRICE, new StreamLabel(7, "BTC/USD", "kraken", -2, -8));
        update.sequence = 3;
        update.previous = 2;
        update.global = 9;
        update.exchangeNs = 1_700_000_000_123_456_789L;
        update.receiveNs = 1_700_000_000_124_000_000L;
        update.sendNs = 1_700_000_000_124_001_999L;
        update.price = 6_723_456;
        update.change = 23_400;
        update.volume = Long.MIN_VALUE;
        update.bid = 6_723_450;
        update.ask = 6_723_460;
        update.bidQuantity = 150_000_000;
        update.askQuantity = 1;

        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[ROOM]);
        final JsonWriter writer = new JsonWriter(UpdateLayout.PRICE, update.label, false, false);
        final int length = writer.write(buffer, 0, update.values(false, 0));
        assertEquals(
            "{\"type\":\"price_update\",\"symbol\":\"BTC/USD\",\"price\":67234.56,\"change_24h\":2.34," +
            "\"volume_24h\":null,\"timestamp\":1700000000123,\"venue\":\"kraken\",\"bid\":67234.5,\"ask\":67234.6," +
            "\"bid_qty\":1.5,\"ask_qty\":0.00000001,\"seq\":3,\"pseq\":2,\"g\":9,\"t_ex\":1700000000123456," +
            "\"t_in\":1700000000124000,\"t_out\":1700000000124001}",
            new String(buffer.byteArray(), 0, length, StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldFitInTheRoomThatItAsksFor(final UpdateLayout layout)
    {
        final SeededUpdates seeded = new SeededUpdates(SEED + 1);
        for (int i = 0; i < 200; i++)
        {
            final StreamLabel any = seeded.label();
            for (final int exponent : new int[]{-18, 0, 18})
            {
                final StreamLabel label =
                    new StreamLabel(any.wireId(), any.symbol(), any.venue(), exponent, exponent);
                for (final long value : new long[]{0, -1, Long.MAX_VALUE, -Long.MAX_VALUE, Long.MIN_VALUE})
                {
                    assertFits(layout, label, value, false);
                    assertFits(layout, label, value, true);
                }
            }
        }
    }

    private static void assertFits(
        final UpdateLayout layout, final StreamLabel label, final long value, final boolean isEnveloped)
    {
        // A buffer of agrona refuses what is beyond its end.
        final JsonWriter writer = new JsonWriter(layout, label, isEnveloped, true);
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[writer.maxBytes()]);
        final long[] values = new long[UpdateValues.LENGTH];
        Arrays.fill(values, value);
        assertTrue(writer.write(buffer, 0, values) <= writer.maxBytes());
    }

    /** A stream's messages in one form. */
    private final class Stream
    {
        private final JsonWriter writer;
        private final JsonReadBack readBack;
        private final boolean isEnveloped;

        Stream(
            final UpdateLayout layout,
            final StreamLabel label,
            final boolean isEnveloped,
            final boolean quotesDecimals)
        {
            this.isEnveloped = isEnveloped;
            writer = new JsonWriter(layout, label, isEnveloped, quotesDecimals);
            readBack = new JsonReadBack(quotesDecimals);
        }

        void assertShows(final NaiveUpdate update, final List<NaiveField> map, final long noise) throws IOException
        {
            final int offset = guarded.offset(written++);
            final int length = writer.write(guarded.buffer(), offset, update.values(isEnveloped, noise));
            assertTrue(length > 0 && length <= writer.maxBytes(), "length=" + length);
            readBack.assertMap(guarded.bytes(), offset, length, update.type(), map);
            guarded.assertTouchedOnly(offset, offset + writer.maxBytes());
        }
    }
}
