package io.tickwire.engine.encode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SbeWriterTest
{
    private static final long SEED = 20261128L;
    private static final int STREAMS = 150;
    private static final int UPDATES = 1_500;
    private static final int ROOM = 1_024;

    private final GuardedBuffer guarded = new GuardedBuffer(ROOM);
    private final SbeReadBack readBack = new SbeReadBack();

    @ParameterizedTest
    @EnumSource(UpdateLayout.class)
    void shouldShowWhatTheSchemaSays(final UpdateLayout layout)
    {
        SeededUpdates.forEach(SEED, layout, STREAMS, UPDATES, (label) ->
        {
            final TemplatesByShape plain =
                new TemplatesByShape(new SbeWriter(), layout, label, false, guarded);
            final TemplatesByShape enveloped =
                new TemplatesByShape(new SbeWriter(), layout, label, true, guarded);

            return (update, noise) ->
            {
                assertShows(plain, update, false, noise);
                assertShows(enveloped, update, true, noise);
            };
        });
    }

    private void assertShows(
        final TemplatesByShape templates, final NaiveUpdate update, final boolean isEnveloped, final long noise)
    {
        final TemplatesByShape.Payload payload = templates.write(update.values(isEnveloped, noise));
        readBack.assertMessage(guarded.buffer(), payload.offset(), payload.length(), update, isEnveloped);
        templates.assertFrameOnly(payload);
    }
}
