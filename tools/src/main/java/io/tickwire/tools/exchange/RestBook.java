package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A book that comes by REST, while its changes come by the connection. Who asks for it before the recording has come to
 * a snapshot of it is answered then.
 * Thread: market-<venue>
 */
final class RestBook
{
    private final TextBook book = new TextBook();
    private final List<Runnable> early = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private boolean isKnown;
    private JsonNode newest;

    /** A snapshot is recorded; one that is older than what is known changes nothing. */
    void onSnapshot(final long sequence, final JsonNode snapshot)
    {
        if (isKnown && sequence < book.sequence())
        {
            return;
        }
        book.clear();
        set(snapshot.path("bids"), snapshot.path("asks"));
        book.sequence(sequence);
        newest = snapshot;
        isKnown = true;
        early.forEach(Runnable::run);
        early.clear();
        answer();
    }

    /** A change is recorded; one that the snapshot has already changes nothing. */
    void onChange(final long sequence, final JsonNode change, final JsonNode bids, final JsonNode asks)
    {
        if (!isKnown)
        {
            early.add(() -> onChange(sequence, change, bids, asks));
        }
        else if (sequence > book.sequence())
        {
            set(bids, asks);
            book.sequence(sequence);
            newest = change;
        }
    }

    /** Answer with what is known, when it is. */
    void answer(final CompletableFuture<Answer> reply, final Supplier<String> maker)
    {
        waiting.add(() -> reply.complete(isKnown ? Answer.of(maker.get()) : Answer.notFound()));
        if (isKnown)
        {
            answer();
        }
    }

    /** Who waits is answered with what there is. */
    void answer()
    {
        waiting.forEach(Runnable::run);
        waiting.clear();
    }

    long sequence()
    {
        return book.sequence();
    }

    /** The message that said what is known last. */
    JsonNode newest()
    {
        return newest;
    }

    /** The best levels of a side, each as price and quantity. */
    ArrayNode side(final boolean isBid, final int levels)
    {
        final ArrayNode side = Json.array();
        book.side(isBid, levels).forEach(level -> side.addArray().add(level.price()).add(level.quantity()));

        return side;
    }

    private void set(final JsonNode bids, final JsonNode asks)
    {
        bids.forEach(level -> book.set(true, level.path(0).asText(), level.path(1).asText()));
        asks.forEach(level -> book.set(false, level.path(0).asText(), level.path(1).asText()));
    }
}
