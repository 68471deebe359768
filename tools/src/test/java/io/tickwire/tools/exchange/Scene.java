package io.tickwire.tools.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.tickwire.engine.audit.Audit;
import io.tickwire.engine.capture.CaptureEvent;
import io.tickwire.engine.capture.CaptureReader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * An exchange that tells a recording to clients.
 * Thread: any
 */
final class Scene implements AutoCloseable
{
    /** The levels and the sums of a book, which are to be the same wherever it was read from. */
    private static final List<String> BOOK = List.of(
        "top10_bids", "top10_asks", "bid_levels", "ask_levels", "sum_bid_qty", "sum_ask_qty");

    private static final long PATIENCE_SECONDS = 60;

    private final List<VenueClient> clients = new ArrayList<>();
    private final List<String> notices = new ArrayList<>();
    private final Exchange exchange;

    /**
     * @param more what else is set, before it is opened.
     */
    Scene(final List<Path> captures, final UnaryOperator<ExchangeOptions> more) throws IOException
    {
        exchange = new Exchange(
            more.apply(ExchangeOptions.of(captures, null, null).pace("max", "subscribed", false)), this::note);
        exchange.launch(done -> { });
    }

    /** Begin, where that is waited for, when all that clients have sent is understood. */
    void go()
    {
        clients.forEach(VenueClient::flush);
        exchange.go();
    }

    /** Where real recordings are. */
    static Path data()
    {
        return Path.of("..", "..", "shared", "data");
    }

    VenueClient connect(final String path)
    {
        final VenueClient client = new VenueClient(exchange.port(), path);
        clients.add(client);

        return client;
    }

    Exchange exchange()
    {
        return exchange;
    }

    int port()
    {
        return exchange.port();
    }

    String get(final String path)
    {
        return VenueClient.get(exchange.port(), path);
    }

    /** How often the n-th fault of the script has happened. */
    int done(final int index)
    {
        return Json.read(exchange.faults()).path("faults").path(index).path("done").asInt();
    }

    /** Wait until the recording of a venue is told. */
    void awaitEnd(final String venue)
    {
        final String wanted = venue + ": the recording has ended; connections stay";
        final long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        synchronized (notices)
        {
            while (!notices.contains(wanted) && System.nanoTime() - endNs < 0)
            {
                try
                {
                    notices.wait(TimeUnit.SECONDS.toMillis(1));
                }
                catch (final InterruptedException ex)
                {
                    throw new IllegalStateException(ex);
                }
            }
            assertTrue(notices.contains(wanted), notices.toString());
        }
    }

    List<String> notices()
    {
        synchronized (notices)
        {
            return List.copyOf(notices);
        }
    }

    /** The messages of a recording that a client must get. */
    static List<String> recorded(final Path file, final Pattern kind) throws IOException
    {
        final List<String> messages = new ArrayList<>();
        try (CaptureReader reader =
            CaptureReader.open(List.of(file), null))
        {
            while (reader.next())
            {
                final Recorded event = new Recorded(reader.event(), 0, 0);
                if (event.kind() == CaptureEvent.Kind.RECEIVED &&
                    kind.matcher(event.text()).find())
                {
                    messages.add(event.text());
                }
            }
        }

        return messages;
    }

    /** All messages of a recording, as hexadecimal digits. */
    static List<String> recordedBytes(final Path file) throws IOException
    {
        final List<String> messages = new ArrayList<>();
        try (CaptureReader reader = CaptureReader.open(List.of(file), null))
        {
            while (reader.next())
            {
                messages.add(HexFormat.of().formatHex(new Recorded(reader.event(), 0, 0).bytes()));
            }
        }

        return messages;
    }

    /**
     * The engine's decoder makes the same books of what a client that came late was told as of the whole recording.
     */
    static void assertSameBooks(final List<Path> captures, final Path told, final String venue) throws IOException
    {
        final JsonNode whole = Json.read(new Audit(captures, null, venue, done -> { }).run()).path("symbols");
        final JsonNode late = Json.read(new Audit(List.of(told), null, venue, done -> { }).run()).path("symbols");
        assertTrue(late.findValues("bid_levels").stream().anyMatch(levels -> levels.asInt() > 0), late.toString());
        late.fieldNames().forEachRemaining(symbol ->
        {
            for (final String field : BOOK)
            {
                assertEquals(
                    whole.path(symbol).path("book").path(field),
                    late.path(symbol).path("book").path(field),
                    symbol + " " + field);
            }
        });
    }

    static Path write(final Path folder, final String name, final String text) throws IOException
    {
        return Files.writeString(folder.resolve(name), text);
    }

    @Override
    public void close() throws IOException
    {
        clients.forEach(VenueClient::close);
        exchange.close();
    }

    private void note(final String what)
    {
        synchronized (notices)
        {
            notices.add(what);
            notices.notifyAll();
        }
    }
}
