package io.tickwire.engine.feed.script;

import io.tickwire.engine.feed.Venue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/**
 * A venue made up: what it sends by one connection. The market is the same for the same seed, whatever is asked for, so
 * that two scripts of one seed are two connections to one venue.
 */
public abstract class VenueScript
{
    /**
     * What can happen to a message.
     */
    public enum Fault
    {
        DROPPED, DUPLICATED, REORDERED, TRUNCATED, FLIPPED
    }

    /** For the market alone: what depends on requests must not use it. */
    protected final SplittableRandom random;

    protected final Map<String, ModelBook> books = new LinkedHashMap<>();
    private final ArrayDeque<ScriptEvent> queue = new ArrayDeque<>();
    private final List<Answer> answers = new ArrayList<>();
    private final SplittableRandom delays;
    private final Venue venue;
    protected long timeMs = 1_640_995_200_000L;
    protected long nextTradeId = 1_000_000;

    private static final class Answer
    {
        final String symbol;
        final byte[] body;
        int steps;

        Answer(final String symbol, final byte[] body, final int steps)
        {
            this.symbol = symbol;
            this.body = body;
            this.steps = steps;
        }
    }

    protected VenueScript(final String venue, final long seed)
    {
        this.venue = Venue.of(venue);
        this.random = new SplittableRandom(seed);
        this.delays = new SplittableRandom(seed);
    }

    protected final void book(
        final String symbol,
        final int depth,
        final boolean isCutOff,
        final int priceDecimals,
        final int quantityDecimals)
    {
        books.put(symbol, new ModelBook(random, depth, isCutOff, priceDecimals, quantityDecimals));
    }

    public final Venue venue()
    {
        return venue;
    }

    /** Whether messages are JSON; else binary. */
    public boolean isJson()
    {
        return true;
    }

    /**
     * Whether the venue's rules tell that this has happened to a message that changes a book. What a reader of JSON
     * refuses is always told.
     */
    public abstract boolean tells(Fault fault);

    /** Whether numbers may be written with an exponent and mean the same; not where checksums are of their text. */
    public boolean allowsExponents()
    {
        return true;
    }

    /** The connection is up: what comes first. */
    public final void connected()
    {
        queue.clear();
        answers.clear();
        begin();
    }

    /** What the venue sends next. */
    public final ScriptEvent next()
    {
        while (queue.isEmpty())
        {
            timeMs += 1 + random.nextInt(50);
            step();
            answers.removeIf(this::isAnswered);
        }

        return queue.poll();
    }

    /** The book of a symbol was asked for. */
    public abstract void requested(String symbol);

    protected abstract void begin();

    /** Send at least one message, sooner or later. */
    protected abstract void step();

    /** A message that changes no book. */
    protected final void send(final String message)
    {
        send(message.getBytes(StandardCharsets.UTF_8));
    }

    protected final void send(final byte[] message)
    {
        queue.add(new ScriptEvent(message, null, null, null));
    }

    /** A message that changes a book, or sends it. */
    protected final void send(final String symbol, final String message)
    {
        send(symbol, message.getBytes(StandardCharsets.UTF_8));
    }

    protected final void send(final String symbol, final byte[] message)
    {
        queue.add(new ScriptEvent(message, null, symbol, books.get(symbol).levels()));
    }

    /** A message that changes a book to this one, which is not what the script has of it: more is to follow. */
    protected final void send(final String symbol, final String message, final ModelBook.Levels levels)
    {
        queue.add(new ScriptEvent(message.getBytes(StandardCharsets.UTF_8), null, symbol, levels));
    }

    /** A REST answer with the book as it is now, which comes a few messages later. */
    protected final void answer(final String symbol, final String body)
    {
        answers.add(new Answer(symbol, body.getBytes(StandardCharsets.UTF_8), delays.nextInt(8)));
    }

    private boolean isAnswered(final Answer answer)
    {
        if (answer.steps-- > 0)
        {
            return false;
        }
        queue.add(new ScriptEvent(answer.body, answer.symbol, answer.symbol, books.get(answer.symbol).levels()));

        return true;
    }

    protected final String anySymbol()
    {
        return List.copyOf(books.keySet()).get(random.nextInt(books.size()));
    }

    /** A side's levels, best first, each by this. */
    protected final String levels(
        final String symbol, final boolean isBid, final BiFunction<Long, Long, String> level)
    {
        return books.get(symbol).side(isBid).entrySet().stream()
            .map(entry -> level.apply(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(",", "[", "]"));
    }

    /** A side's changes, each by this. */
    protected static String changes(
        final List<ModelBook.Change> changes, final boolean isBid, final BiFunction<Long, Long, String> level)
    {
        return changes.stream()
            .filter(change -> change.isBid() == isBid)
            .map(change -> level.apply(change.price(), change.quantity()))
            .collect(Collectors.joining(",", "[", "]"));
    }
}
