package io.tickwire.transport.feed.connect;

import io.tickwire.engine.feed.Instrument;
import io.tickwire.transport.feed.net.LoopTimer;
import io.tickwire.transport.feed.net.RestAnswer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Snapshots that the books of a line ask for: by REST where the venue has them there, and otherwise by having their
 * streams begin anew. A book that asks again and again has to wait longer each time.
 * Thread: feed-<venue>
 */
final class BookRequests
{
    private static final Logger LOGGER = LoggerFactory.getLogger(BookRequests.class);
    private static final long FIRST_WAIT_MS = 500;
    private static final long CALM_NS = TimeUnit.SECONDS.toNanos(30);

    private final VenueContext context;
    private final LinkLine line;
    private final Map<String, Request> requests = new HashMap<>();

    BookRequests(final VenueContext context, final LinkLine line)
    {
        this.context = context;
        this.line = line;
    }

    /**
     * What was asked for of a book.
     */
    private static final class Request
    {
        private final Instrument instrument;
        private final Backoff backoff;
        private LoopTimer timer;
        private long askedNs;

        /** For its turn among the requests of all books. */
        private boolean isWaiting;

        /** At the venue, by REST. */
        private boolean isSent;

        private Request(final Instrument instrument, final Backoff backoff)
        {
            this.instrument = instrument;
            this.backoff = backoff;
        }
    }

    /**
     * A book needs a snapshot. The first time it is asked for at once, once whoever is running now is done.
     */
    void request(final Instrument instrument)
    {
        final Request request = requests.computeIfAbsent(
            instrument.venueSymbol(),
            symbol -> new Request(
                instrument, new Backoff(context.random(), FIRST_WAIT_MS, context.links().reconnectMs())));
        final long nowNs = System.nanoTime();
        if (request.askedNs == 0 || nowNs - request.askedNs > CALM_NS)
        {
            request.backoff.reset();
            ask(request, 0);
        }
        else
        {
            ask(request, request.backoff.nextNs());
        }
    }

    /** Whether a book is to be asked for yet, or the answer to come. Streams that begin anew tell that themselves. */
    boolean isUnderWay(final Instrument instrument)
    {
        final Request request = requests.get(instrument.venueSymbol());

        return request != null && (request.timer != null || request.isWaiting || request.isSent);
    }

    private void ask(final Request request, final long waitNs)
    {
        if (request.timer != null)
        {
            request.timer.cancel();
        }
        request.timer = context.loop().schedule(waitNs, () -> ask(request));
    }

    private void ask(final Request request)
    {
        request.timer = null;
        final String symbol = request.instrument.venueSymbol();
        final Connection connection = line.bookConnection(symbol);
        if (connection == null || !connection.isOpen() || request.isWaiting || request.instrument.book().isLive())
        {
            return;
        }

        final long nowNs = System.nanoTime();
        request.askedNs = nowNs;
        final Optional<String> path = context.protocol().snapshotRequest(symbol);
        if (path.isPresent())
        {
            request.isWaiting = true;
            context.snapshots().pass(() -> get(request, path.get()));
        }
        else
        {
            context.stats().increment(ConnectCounter.SNAPSHOT_REQUESTS);
            connection.restart(line.bookStream(symbol), nowNs);
        }
    }

    /** Its turn may come so late that the connection is another one. */
    private void get(final Request request, final String path)
    {
        request.isWaiting = false;
        final Connection connection = line.bookConnection(request.instrument.venueSymbol());
        if (connection.isOpen() && !request.instrument.book().isLive())
        {
            final long openedNs = connection.openedNs();
            context.stats().increment(ConnectCounter.SNAPSHOT_REQUESTS);
            request.isSent = true;
            context.rest().get(
                context.restAddress(path),
                context.protocol().limits().maxMessageBytes(),
                answer -> onAnswer(request, connection, openedNs, answer));
        }
    }

    /** What was asked for by a connection that is no more, is of no use to the one that followed it. */
    private void onAnswer(
        final Request request, final Connection connection, final long openedNs, final RestAnswer answer)
    {
        request.isSent = false;
        if (!connection.isOpen() || connection.openedNs() != openedNs)
        {
            return;
        }
        if (answer.isOk())
        {
            connection.decoder().onSnapshot(
                request.instrument.venueSymbol(), answer.body(), 0, answer.length(), answer.receiveTimeNs());
            return;
        }

        context.stats().increment(ConnectCounter.SNAPSHOT_FAILURES);
        final long waitNs = Math.max(
            request.backoff.nextNs(), TimeUnit.MILLISECONDS.toNanos(answer.retryAfterMs()));
        LOGGER.warn("feed.no_snapshot symbol={} status={} again_in_ms={} reason={}",
            request.instrument.venueSymbol(), answer.status(), TimeUnit.NANOSECONDS.toMillis(waitNs),
            answer.reason());
        ask(request, waitNs);
    }
}
