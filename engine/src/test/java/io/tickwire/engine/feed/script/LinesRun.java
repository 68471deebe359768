package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.FeedControl;
import io.tickwire.engine.feed.FeedDecoder;
import io.tickwire.engine.feed.FeedProbe;
import io.tickwire.engine.feed.Instrument;
import io.tickwire.engine.feed.TickProbe;
import io.tickwire.engine.feed.TickSink;
import io.tickwire.engine.feed.TickWriter;
import io.tickwire.engine.feed.VenueFeed;
import io.tickwire.engine.feed.line.LineArbiter;
import io.tickwire.engine.feed.line.LineCounter;
import io.tickwire.engine.schema.sbe.FeedState;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

/**
 * Several lines to one venue that is made up, each with its own script of the same market, decoders and mishaps, and
 * what comes of them beside what is true. The published book must go through the market's states in their order. Where
 * a venue gives no numbers, it may be an earlier one after a line took over: nothing tells which of two whole books is
 * newer.
 */
final class LinesRun extends TickProbe
{
    private static final long MILLI_NS = 1_000_000L;

    /**
     * One line, and beside it a probe that hears the same without the others. Where mishaps of one connection have
     * added up to a wrong book that is live, which no rule of the venue can tell, it is replaced before the arbiter
     * hears it.
     */
    final class OneLine implements FeedControl
    {
        final int index;
        final VenueScript script;
        final FeedProbe alone;
        private final VenueFeed feed;
        private final FeedDecoder decoder;
        private final List<String> requests = new ArrayList<>();
        private final Map<String, Integer> come = new HashMap<>();
        private boolean isUp;
        private boolean isToReconnect;
        private int connections;

        OneLine(final int index, final VenueScript script)
        {
            this.index = index;
            this.script = script;
            this.alone = new FeedProbe(script.venue());
            this.feed = new VenueFeed(script.venue(), 1, name -> symbol(name), arbiter.line(index), this);
            this.decoder = script.venue().newDecoder(feed);
            connect();
        }

        boolean isUp()
        {
            return isUp;
        }

        /** How many connections there were until now. */
        int connections()
        {
            return connections;
        }

        void connect()
        {
            isUp = true;
            connections++;
            decoder.onConnected();
            script.connected();
        }

        /** What the venue sends while the line is down is lost. */
        void disconnect()
        {
            isUp = false;
            decoder.onDisconnected();
            feed.writer().status(1, null, FeedState.DISCONNECTED, "test");
            alone.reconnect();
            requests.clear();
            look("line " + index + " is down");
        }

        void deliver(final ScriptEvent event, final String when)
        {
            ScriptRun.deliver(alone, event);
            if (event.symbol() != null && isDeceived(event.symbol()))
            {
                disconnect();
                connect();
                return;
            }
            final byte[] bytes = event.bytes();
            final long nowNs = onTime();
            if (event.answerFor() == null)
            {
                decoder.onMessage(bytes, 0, bytes.length, nowNs);
            }
            else
            {
                decoder.onSnapshot(event.answerFor(), bytes, 0, bytes.length, nowNs);
            }
            look(when);
            answer();
        }

        private boolean isDeceived(final String symbol)
        {
            final NaiveBook book = alone.book(symbol);
            if (!book.isLive)
            {
                return false;
            }
            final int later = indexOf(book, truth.get(symbol), come.getOrDefault(symbol, 0));
            final int at = later < 0 ? indexOf(book, truth.get(symbol), 0) : later;
            come.put(symbol, Math.max(0, at));

            return at < 0;
        }

        private void answer()
        {
            final List<String> asked = List.copyOf(requests);
            requests.clear();
            if (isToReconnect)
            {
                isToReconnect = false;
                disconnect();
                connect();
                return;
            }
            asked.stream().filter(script.books::containsKey).forEach(script::requested);
        }

        boolean isLive(final String symbol)
        {
            return feed.instruments().find(symbol).book().isLive();
        }

        @Override
        public void requestSnapshot(final Instrument instrument)
        {
            requests.add(instrument.venueSymbol());
        }

        @Override
        public void reconnect(final String reason)
        {
            isToReconnect = true;
        }
    }

    final LineArbiter arbiter;
    final List<OneLine> lines = new ArrayList<>();
    private final Map<String, List<ModelBook.Levels>> truth = new HashMap<>();
    private final Map<String, Integer> reached = new HashMap<>();
    private final Map<String, Long> changesSeen = new HashMap<>();
    private final String name;
    private long runNs = MILLI_NS;
    private int statusesSeen;
    private long takeoversSeen;

    LinesRun(final String venue, final long seed, final int count, final int events)
    {
        super(-8, -8, SLOTS);
        name = venue + " seed=" + seed + " lines=" + count;
        arbiter = new LineArbiter("test", new TickWriter(publisher()), count);
        tellTruth(VenueScripts.of(venue, seed), events);
        for (int i = 0; i < count; i++)
        {
            lines.add(new OneLine(i, VenueScripts.of(venue, seed)));
        }
    }

    /** How often anything was said to be stale. */
    long stales()
    {
        return statuses.stream().filter(status -> status.contains("STALE")).count();
    }

    boolean isLive(final String symbol)
    {
        return book(symbol).isLive;
    }

    /** How often a line's whole book took over. */
    long takeovers()
    {
        return lines.stream().mapToLong(line -> arbiter.stats(line.index).get(LineCounter.TAKEOVERS)).sum();
    }

    private void tellTruth(final VenueScript script, final int events)
    {
        script.connected();
        script.books.forEach((symbol, book) -> truth.put(symbol, new ArrayList<>(List.of(book.levels()))));
        for (int i = 0; i < events; i++)
        {
            final ScriptEvent event = script.next();
            if (event.symbol() != null)
            {
                truth.get(event.symbol()).add(event.levels());
            }
        }
    }

    private long onTime()
    {
        runNs += MILLI_NS;

        return runNs;
    }

    /** Each book that is live must be the market's at some time, and never one of an earlier time than before. */
    private void look(final String when)
    {
        read();
        for (; statusesSeen < statuses.size(); statusesSeen++)
        {
            final String status = statuses.get(statusesSeen);
            if (status.contains("STALE") || status.contains("DISCONNECTED"))
            {
                truth.keySet().stream()
                    .filter(symbol -> status.startsWith(symbol + " ") || status.startsWith("*"))
                    .forEach(symbol ->
                    {
                        reached.remove(symbol);
                        assertTrue(lines.stream().noneMatch(line -> line.isUp() && line.isLive(symbol)),
                            () -> name + ": " + status + " though a line is live " + when);
                    });
            }
        }
        if (takeovers() > takeoversSeen)
        {
            takeoversSeen = takeovers();
            reached.keySet().removeIf(symbol -> book(symbol).sequence == TickSink.NO_SEQUENCE);
        }
        truth.forEach((symbol, states) ->
        {
            final NaiveBook book = book(symbol);
            if (book.isLive && book.changes != changesSeen.getOrDefault(symbol, 0L))
            {
                changesSeen.put(symbol, book.changes);
                final int from = reached.getOrDefault(symbol, 0);
                reached.put(symbol, find(book, states, from, symbol, when));
            }
        });
    }

    private int find(
        final NaiveBook book,
        final List<ModelBook.Levels> states,
        final int from,
        final String symbol,
        final String when)
    {
        final int at = indexOf(book, states, from);
        if (at < 0)
        {
            final boolean isOld = indexOf(book, states, 0) >= 0;
            fail("%s: the book of %s is %s %s".formatted(name, symbol, isOld ? "an old one" : "wrong", when));
        }

        return at;
    }

    private static int indexOf(final NaiveBook book, final List<ModelBook.Levels> states, final int from)
    {
        for (int i = from; i < states.size(); i++)
        {
            if (states.get(i).bids().equals(book.bids) && states.get(i).asks().equals(book.asks))
            {
                return i;
            }
        }

        return -1;
    }
}
