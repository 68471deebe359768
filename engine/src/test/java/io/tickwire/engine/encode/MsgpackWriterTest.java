package io.tickwire.engine.encode;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MsgpackWriterTest
{
    private static final long SEED = 20261126L;
    private static final int STREAMS = 150;
    private static final int UPDATES = 1_000;
    private static final int ROOM = 4_096;
    private static final StreamLabel LABEL = new StreamLabel(7, "BTC/USD", "kraken", -2, -8);

    private final GuardedBuffer guarded = new GuardedBuffer(ROOM);

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldShowWhatTheProtocolSays(final UpdateLayout layout)
    {
        SeededUpdates.forEach(SEED, layout, STREAMS, UPDATES, (label) ->
        {
            final Stream plain = new Stream(layout, label, false, false);
            final Stream scaled = new Stream(layout, label, false, true);
            final Stream plainEnveloped = new Stream(layout, label, true, false);
            final Stream scaledEnveloped = new Stream(layout, label, true, true);

            return (update, noise) ->
            {
                final List<NaiveField> map = update.map(false);
                final List<NaiveField> envelopedMap = update.map(true);
                plain.assertShows(update, map, noise);
                scaled.assertShows(update, map, noise);
                plainEnveloped.assertShows(update, envelopedMap, noise);
                scaledEnveloped.assertShows(update, envelopedMap, noise);
            };
        });
    }

    @Test
    void shouldShowNothingWhereAnEnvelopeLacksAPrice() throws IOException
    {
        // As where a quote has no bid: there is no lowest bid, and no first one.
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.BBO, LABEL);
        update.merged = 1;
        update.bid = Long.MIN_VALUE;
        update.bidQuantity = Long.MIN_VALUE;
        update.mergedLow = Long.MIN_VALUE;
        update.mergedFirst = Long.MIN_VALUE;
        new Stream(update.layout, LABEL, true, false).assertShows(update, update.map(true), 0);
        new Stream(update.layout, LABEL, true, true).assertShows(update, update.map(true), 0);
    }

    @Test
    void shouldShowATradeIdWhoseLowHalfIsTheNumberOfNotKnown() throws IOException
    {
        final NaiveUpdate update = new NaiveUpdate(UpdateLayout.TRADE, LABEL);
        update.tradeIdLow = Long.MIN_VALUE;
        new Stream(update.layout, LABEL, false, false).assertShows(update, update.map(false), 0);

        // 00000000-0000-4000-8000-000000000000
        update.tradeIdHigh = 0x4000;
        new Stream(update.layout, LABEL, false, false).assertShows(update, update.map(false), 0);
    }

    /** A stream's messages in one form. */
    private final class Stream
    {
        private final TemplatesByShape templates;
        private final MsgpackReadBack readBack;
        private final boolean isEnveloped;

        Stream(
            final UpdateLayout layout, final StreamLabel label, final boolean isEnveloped, final boolean isScaled)
        {
            this.isEnveloped = isEnveloped;
            templates = new TemplatesByShape(new MsgpackWriter(isScaled), layout, label, isEnveloped, guarded);
            readBack = new MsgpackReadBack(isScaled);
        }

        void assertShows(final NaiveUpdate update, final List<NaiveField> map, final long noise) throws IOException
        {
            final TemplatesByShape.Payload payload = templates.write(update.values(isEnveloped, noise));
            readBack.assertMap(guarded.bytes(), payload.offset(), payload.length(), update.type(), map);
            templates.assertFrameOnly(payload);
        }
    }
}
