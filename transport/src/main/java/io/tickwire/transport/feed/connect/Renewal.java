package io.tickwire.transport.feed.connect;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What becomes of lines when the venue is about to end their connections for their age: of several, one after the other
 * connects anew while another one tells what it misses. One that is alone has a second one beside it for that time.
 * Thread: feed-<venue>
 */
final class Renewal
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Renewal.class);
    private static final long MAX_MARGIN_NS = TimeUnit.MINUTES.toNanos(20);
    private static final int MARGIN_PART = 8;
    private static final String AGE = "before the venue ends it for its age";

    private final VenueContext context;
    private final List<LinkLine> lines;
    private final boolean isAlone;
    private final long renewNs;
    private int current;

    /**
     * @param lines the second of which is there for the time of a renewal alone, where the first is alone.
     */
    Renewal(final VenueContext context, final List<LinkLine> lines, final boolean isAlone)
    {
        this.context = context;
        this.lines = lines;
        this.isAlone = isAlone;
        final long lifetimeNs = TimeUnit.MILLISECONDS.toNanos(context.protocol().limits().lifetimeMs());
        renewNs = lifetimeNs - Math.min(MAX_MARGIN_NS, lifetimeNs / MARGIN_PART);
    }

    /**
     * Begin what is due: called now and then.
     */
    void lookAfter(final long nowNs)
    {
        if (renewNs > 0 && isAlone)
        {
            renewAlone(nowNs);
        }
        else if (renewNs > 0)
        {
            renewOne(nowNs);
        }
    }

    private void renewAlone(final long nowNs)
    {
        final LinkLine old = lines.get(current);
        final LinkLine other = lines.get(1 - current);
        if (!other.isStarted() && old.ageNs(nowNs) > renewNs)
        {
            LOGGER.info("feed.renewing venue={}", context.venue().name());
            other.start();
        }
        else if (other.isStarted() && other.isSettled(nowNs, context.times().settledNs()))
        {
            current = 1 - current;
            old.end();
        }
    }

    /** Never the only one that is up, and so that they do not all come of age together. */
    private void renewOne(final long nowNs)
    {
        for (int i = 0; i < lines.size(); i++)
        {
            final LinkLine line = lines.get(i);
            final long othersUp = lines.stream()
                .filter(other -> other != line && other.isSettled(nowNs, context.times().settledNs()))
                .count();
            if (othersUp > 0 && line.ageNs(nowNs) > renewNs - i * (renewNs / (2L * lines.size())))
            {
                LOGGER.info("feed.renewing venue={} line={}", context.venue().name(), i);
                line.replace(AGE);
                return;
            }
        }
    }
}
