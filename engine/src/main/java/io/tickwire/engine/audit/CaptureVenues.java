package io.tickwire.engine.audit;

import io.tickwire.engine.capture.CaptureFormat;
import io.tickwire.engine.feed.Venue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Whose a capture is: which venue's decoder reads which of its connections.
 * Thread: any
 */
public final class CaptureVenues
{
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
        final boolean isVenue = name != null && Venue.names().contains(name);

        return isVenue ? new CaptureVenues(null, name) :
            new CaptureVenues(VenueGuess.view(files, format, name), null);
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
