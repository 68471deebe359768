package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.capture.CaptureReader;
import io.tickwire.engine.feed.Venue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose a capture is: which venue's decoder reads which of its connections.
 * Thread: any
 */
public final class CaptureVenues
{
    private static final String COINM = "binance-coinm";
    private static final String PAIR = "\"ps\":";
    private static final int MAX_EVENTS = 100;

    private final VenueView view;
    private final String only;

    private CaptureVenues(final VenueView view, final String only)
    {
        this.view = view;
        this.only = only;
    }

    /**
     * @param format of the files; null: told from how they begin.
     * @param name   of a view, as audits take it, or of a {@link Venue}, that all of it is of then; null: told from
     *               addresses or messages.
     * @throws IllegalArgumentException where there is no such venue, or it can not be told.
     */
    public static CaptureVenues of(final List<Path> files, final CaptureFormat format, final String name)
        throws IOException
    {
        if (name != null && Venue.names().contains(name))
        {
            return new CaptureVenues(null, name);
        }

        return ofView(files, format, name);
    }

    /**
     * As audits read it: a name that is a view's as well as a venue's, such as that of Bybit, is the view's, so that
     * addresses tell which of its venues a connection is of.
     */
    static CaptureVenues asAudited(final List<Path> files, final CaptureFormat format, final String name)
        throws IOException
    {
        final CaptureFormat known = format == null ? CaptureFormat.detect(files.get(0)) : format;

        return name == null || VenueViews.has(name, known) ? ofView(files, format, name) : of(files, format, name);
    }

    private static CaptureVenues ofView(final List<Path> files, final CaptureFormat format, final String name)
        throws IOException
    {
        final VenueView view = VenueGuess.view(files, format, name);

        return new CaptureVenues(view, view.venues().contains(COINM) && isCoinm(files, format) ? COINM : null);
    }

    /** Binance's two kinds of futures differ in their addresses; where there are none, one kind names the pair, too. */
    private static boolean isCoinm(final List<Path> files, final CaptureFormat format) throws IOException
    {
        try (CaptureReader reader = CaptureReader.open(files, format))
        {
            for (int i = 0; i < MAX_EVENTS && reader.next(); i++)
            {
                final CaptureEvent event = reader.event();
                if (event.url() != null)
                {
                    return false;
                }
                if (new String(event.buffer(), event.offset(), event.length(), StandardCharsets.UTF_8).contains(PAIR))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /** The names of the venues that it can be of. */
    public List<String> all()
    {
        return only == null ? view.venues() : List.of(only);
    }

    /**
     * The name of the venue that a connection is of.
     *
     * @param url null where its address is not known.
     */
    public String of(final String url)
    {
        return only == null ? view.route(url).venue() : only;
    }
}
