package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.InstrumentReader.Listing;
import io.tickwire.engine.feed.Symbol;
import io.tickwire.engine.feed.SymbolLister;
import io.tickwire.engine.feed.Symbols;
import io.tickwire.engine.feed.json.MalformedMessageException;
import io.tickwire.transport.feed.Listings;
import io.tickwire.transport.feed.net.RestAnswer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

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
    private final int venueId;
    private final Symbols symbols;
    private final Listings listings;
    private final Consumer<Directory> onKnown;
    private final Backoff backoff;
    private final Wanted wanted;
    private final SymbolLister lister;
    private final Map<String, Symbol> known = new LinkedHashMap<>();
    private final List<String> refusals = new ArrayList<>();
    private String trouble = "asking what is traded";

    /**
     * @param onKnown is told once what is traded.
     */
    Directory(
        final VenueContext context,
        final int venueId,
        final Symbols symbols,
        final Listings listings,
        final Consumer<Directory> onKnown)
    {
        this.context = context;
        this.venueId = venueId;
        this.symbols = symbols;
        this.listings = listings;
        this.onKnown = onKnown;
        backoff = new Backoff(context.random(), FIRST_WAIT_MS, context.links().reconnectMs());
        wanted = new Wanted(context.spec().symbols());
        lister = new SymbolLister(symbols, venueId, this::refuse);
    }

    /**
     * Ask for the first list.
     */
    void ask()
    {
        ask(0);
    }

    /**
     * What the venue calls the symbols that are wanted.
     */
    Map<String, Symbol> known()
    {
        return known;
    }

    /** What is wanted and not traded. */
    List<String> missing()
    {
        return wanted.missing();
    }

    /** Why some of what is wanted can not be had. */
    List<String> refusals()
    {
        return refusals;
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
            onKnown.accept(this);
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
                if (wanted.take(listing))
                {
                    taken.add(listing);
                }
            });
        }
        catch (final MalformedMessageException ex)
        {
            return Optional.of("it can not be read: " + ex.getMessage());
        }
        taken.forEach(this::take);

        return Optional.empty();
    }

    private void take(final Listing listing)
    {
        final int refused = refusals.size();
        lister.accept(listing);
        if (refusals.size() == refused)
        {
            final Symbol symbol = symbols.get(symbols.idAtVenue(venueId, listing.venueSymbol()));
            known.put(listing.venueSymbol(), symbol);
            listings.list(venueId, symbol.id());
        }
    }

    private void refuse(final String why)
    {
        refusals.add(why);
        LOGGER.warn("feed.symbol_refused venue={} reason={}", context.venue().name(), why);
    }
}
