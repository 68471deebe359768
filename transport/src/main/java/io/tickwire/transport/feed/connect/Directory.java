package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.transport.feed.net.RestAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Asks a venue what it trades, until it has answered, and makes those of its listings known that are wanted.
 * Thread: feed-<venue>
 */
final class Directory
{
    private static final Logger LOGGER = LoggerFactory.getLogger(Directory.class);
    private static final long FIRST_WAIT_MS = 500;
    private static final int MAX_BYTES = 1 << 26;

    private final VenueContext context;
    private final KnownSymbols symbols;
    private final Runnable onKnown;
    private final Backoff backoff;
    private String trouble = "asking what is traded";

    /**
     * @param onKnown is run once it is known what is traded.
     */
    Directory(final VenueContext context, final KnownSymbols symbols, final Runnable onKnown)
    {
        this.context = context;
        this.symbols = symbols;
        this.onKnown = onKnown;
        backoff = new Backoff(context.random(), FIRST_WAIT_MS, context.links().reconnectMs());
    }

    /**
     * Ask for the first list.
     */
    void ask()
    {
        ask(0);
    }

    /** What is wrong, for people. */
    String trouble()
    {
        return trouble;
    }

    private void ask(final int request)
    {
        final List<String> paths = context.protocol().instrumentRequests();
        if (request == paths.size())
        {
            onKnown.run();
            return;
        }
        context.rest().get(
            context.restAddress(paths.get(request)), MAX_BYTES, answer -> onAnswer(request, answer));
    }

    private void onAnswer(final int request, final RestAnswer answer)
    {
        final Optional<String> failure = answer.isOk() ? read(answer) : Optional.of(
            answer.status() == 0 ? answer.reason() : "status " + answer.status());
        if (failure.isEmpty())
        {
            backoff.reset();
            ask(request + 1);
            return;
        }

        final long waitNs = Math.max(backoff.nextNs(), TimeUnit.MILLISECONDS.toNanos(answer.retryAfterMs()));
        trouble = "can not learn what is traded: " + failure.get();
        LOGGER.warn("feed.no_instruments venue={} again_in_ms={} reason={}",
            context.venue().name(), TimeUnit.NANOSECONDS.toMillis(waitNs), failure.get());
        context.loop().schedule(waitNs, () -> ask(request));
    }

    private Optional<String> read(final RestAnswer answer)
    {
        final List<Listing> taken = new ArrayList<>();
        try
        {
            context.venue().newInstrumentReader().read(answer.body(), 0, answer.length(), listing ->
            {
                if (symbols.wants(listing))
                {
                    taken.add(listing);
                }
            });
        }
        catch (final MalformedMessageException ex)
        {
            return Optional.of("it can not be read: " + ex.getMessage());
        }
        taken.forEach(symbols::take);

        return Optional.empty();
    }
}
