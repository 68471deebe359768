package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;

/**
 * Finds out which venue a capture is of.
 * Thread: any
 */
final class VenueGuess
{
    private static final int MAX_EVENTS = 1000;
    private static final int HEAD_BYTES = 1 << 12;

    private VenueGuess()
    {
    }

    /**
     * @param name null where it is not known.
     * @throws IllegalArgumentException where there is no such venue, or it can not be told.
     */
    static VenueView view(final List<Path> files, final CaptureFormat format, final String name) throws IOException
    {
        final CaptureFormat known = format == null ? CaptureFormat.detect(files.get(0)) : format;
        if (name != null)
        {
            return VenueViews.of(name, known);
        }

        VenueView saying = null;
        try (CaptureReader reader = CaptureReader.open(files, format))
        {
            for (int i = 0; i < MAX_EVENTS && reader.next(); i++)
            {
                final CaptureEvent event = reader.event();
                final VenueView at = event.url() == null ? null : find(known, view -> view.isAt(event.url()));
                if (at != null)
                {
                    return at;
                }
                if (saying == null && event.kind() == CaptureEvent.Kind.RECEIVED)
                {
                    final String message = headOf(event);
                    saying = find(known, view -> view.says(message));
                }
            }
        }
        if (saying == null)
        {
            throw new IllegalArgumentException("the venue can not be told from the messages, so that it must be " +
                "named: files=" + files + ", venues=" + VenueViews.ALL.stream().map(VenueView::name).toList());
        }

        return saying;
    }

    private static VenueView find(final CaptureFormat format, final Predicate<VenueView> condition)
    {
        return VenueViews.ALL.stream()
            .filter(view -> view.isIn(format) && condition.test(view))
            .findFirst()
            .orElse(null);
    }

    private static String headOf(final CaptureEvent event)
    {
        return new String(
            event.buffer(), event.offset(), Math.min(HEAD_BYTES, event.length()), StandardCharsets.ISO_8859_1);
    }
}
