package io.tickwire.transport;

import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.StreamSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The lane of a whole server, read by a process's own Aeron client.
 */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LaneTest
{
    @TempDir
    private Path folder;

    @Test
    void shouldTellEachTickOnceInOrderWithWhatItsIdsMean()
    {
        final StreamWatch watch;
        try (TestServer server = TestServer.start(config -> config.with(lane())))
        {
            watch = new StreamWatch(folder);
            Patience.await(() -> "ticks=" + watch.ticks(), () ->
            {
                while (watch.poll() > 0)
                {
                    // All that is there.
                }

                return watch.ticks() > 2_000;
            });
            assertEquals(HealthState.UP, server.server().health().components().get("lane").state());
            assertTrue(server.get("/metrics").body().contains("tickwire_stream_ticks_total"));
            // The server ends in another thread's time; the rest is read as it comes.
            final Thread closing = new Thread(server::close);
            closing.start();
            Patience.await("the end of the stream", () ->
            {
                watch.poll();

                return watch.isEnded();
            });
            join(closing);
        }

        watch.close();
        assertEquals(List.of(), watch.faults());
        assertEquals(1, watch.starts());
    }

    @Test
    void shouldRefuseADirectoryThatAnotherServerHas()
    {
        try (TestServer server = TestServer.start(config -> config.with(lane())))
        {
            assertTrue(server.server().health().components().containsKey("lane"));
            final AssertionError error = assertThrows(
                AssertionError.class, () -> TestServer.start(config -> config.with(lane())).close());
            assertEquals(
                "Aeron's folder is in use by this process: " + folder +
                "; set stream.directory to another one, or to nothing",
                error.getCause().getMessage());
        }
    }

    private StreamSettings lane()
    {
        final StreamSettings defaults = StreamSettings.defaults();

        return new StreamSettings(true, defaults.journal(), 1 << 20, Optional.of(folder));
    }

    private static void join(final Thread thread)
    {
        try
        {
            thread.join();
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }
}
