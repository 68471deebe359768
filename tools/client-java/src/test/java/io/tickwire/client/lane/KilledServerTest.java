package io.tickwire.client.lane;

import io.tickwire.client.sbe.BookDeltaDecoder;
import io.tickwire.client.sbe.ClockDecoder;
import io.tickwire.client.sbe.QuoteDecoder;
import io.tickwire.client.sbe.TradeDecoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a reader sees of a server that is killed, and of one that stands still.
 */
@Timeout(120)
class KilledServerTest
{
    private static final long DRIVER_TIMEOUT_MS = 1_000;

    /** For longer than Aeron's clients wait for their driver by default. */
    private static final long STOPPED_MS = 12_000;

    @TempDir
    private Path folder;

    /** Each number has its tick or its loss, in order: numbers of ticks that are not looked at stand in between. */
    private static final class Order implements LaneHandler
    {
        private final List<LossCause> causes = new ArrayList<>();
        private final List<String> faults = new ArrayList<>();
        private long last = -1;

        @Override
        public void onTrade(final StreamHead head, final TradeDecoder trade)
        {
            onTick(head.g());
        }

        @Override
        public void onQuote(final StreamHead head, final QuoteDecoder quote)
        {
            onTick(head.g());
        }

        @Override
        public void onBookDelta(final StreamHead head, final BookDeltaDecoder delta)
        {
            onTick(head.g());
        }

        @Override
        public void onClock(final StreamHead head, final ClockDecoder clock)
        {
            onTick(head.g());
        }

        @Override
        public void onLoss(final long epoch, final long from, final long to, final LossCause cause)
        {
            causes.add(cause);
            if (cause != LossCause.OVERWRITTEN)
            {
                // Else it is of the tick that was handed on last.
                onTick(from);
                last = to;
            }
        }

        private List<String> faults()
        {
            causes.stream().filter(LossCause.UNANNOUNCED::equals).forEach(cause -> faults.add(cause.toString()));

            return faults;
        }

        private void onTick(final long g)
        {
            if (g <= last)
            {
                faults.add(g + " after " + last);
            }
            last = g;
        }
    }

    @Test
    void shouldSayThatTheServerWasKilledAndComeToTheNextByTheJournal() throws Exception
    {
        final Order order = new Order();
        try (LaneReader reader = reader(order))
        {
            try (DoomedServer server = server())
            {
                until(reader, () -> reader.isLive() && reader.nextG() > 5_000);
                server.signal("KILL");
                until(reader, () -> !reader.isConnected());
            }
            final long before = reader.nextG();
            try (DoomedServer server = server())
            {
                until(reader, () -> reader.isLive() && reader.nextG() > before + 5_000 &&
                    order.causes.contains(LossCause.RESTART));
                assertTrue(server.isAlive());
            }

            // What the dead one may have told beyond what it left is one hole, and is told.
            assertEquals(1, order.causes.stream().filter(LossCause.RESTART::equals).count(), order.causes::toString);
            assertEquals(List.of(), order.faults());
            assertEquals(0, reader.unreadable());
        }
    }

    @Test
    void shouldGoOnWithAServerThatStoodStill() throws Exception
    {
        final Order order = new Order();
        try (LaneReader reader = reader(order); DoomedServer server = server())
        {
            until(reader, () -> reader.isLive() && reader.nextG() > 5_000);
            server.signal("STOP");
            until(reader, () -> !reader.isConnected());
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(STOPPED_MS));
            final long before = reader.nextG();
            server.signal("CONT");
            until(reader, () -> reader.isLive() && reader.nextG() > before + 5_000);

            assertEquals(List.of(), order.faults());
        }
    }

    private DoomedServer server() throws Exception
    {
        return new DoomedServer(
            folder.resolve("runtime"),
            folder.resolve("err"),
            "stream.term=1MiB",
            "stream.journal.segment=1MiB",
            "stream.journal.path=" + folder.resolve("journal"),
            "feed.simulation.ticksPerSecond=5000");
    }

    private LaneReader reader(final LaneHandler handler)
    {
        return new LaneReader(LaneConfig.of(folder.resolve("runtime"), handler)
            .withJournal(folder.resolve("journal")).from(LaneStart.oldest()).withDriverTimeoutMs(DRIVER_TIMEOUT_MS));
    }

    private static void until(final LaneReader reader, final BooleanSupplier condition)
    {
        LaneServer.await(() ->
        {
            reader.poll(64);

            return condition.getAsBoolean();
        });
    }
}
