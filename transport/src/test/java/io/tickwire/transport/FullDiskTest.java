package io.tickwire.transport;

import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamSettings;
import io.tickwire.transport.stream.journal.Sync;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * A journal on a disk that becomes full, and then has room again: a small file system in memory, which only root can
 * mount.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class FullDiskTest
{
    private static final int DISK_BYTES = 8 << 20;
    private static final int SEGMENT_BYTES = 1 << 20;

    @TempDir
    private Path folder;
    private boolean isMounted;

    @BeforeEach
    void mount() throws IOException, InterruptedException
    {
        isMounted = run("mount", "-t", "tmpfs", "-o", "size=" + DISK_BYTES, "tmpfs", folder.toString()) == 0;
        assumeTrue(isMounted, "no tmpfs can be mounted: this needs root");
    }

    @AfterEach
    void unmount() throws IOException, InterruptedException
    {
        if (isMounted)
        {
            run("umount", folder.toString());
        }
    }

    @Test
    void shouldGoOnWithoutRoomAndRecordAgainWhenThereIsSome() throws IOException
    {
        final Path filler = folder.resolve("filler");
        final long first;
        try (TestServer server = TestServer.start(config -> config.with(journal())))
        {
            Patience.await("the first ticks", () -> JournalTest.recorded(server) > 100);
            fill(filler);
            awaitState(server, HealthState.DEGRADED);
            final long recorded = JournalTest.recorded(server);
            final long applied = counted(server, StreamCounter.TICKS);
            // The live path goes on, and so does the stream, as far as anybody reads it.
            assertEquals(HealthState.UP, server.server().health().components().get("engine").state());
            assertEquals(200, server.get("/health/live").statusCode());

            Files.delete(filler);
            awaitState(server, HealthState.UP);
            Patience.await("ticks after it", () -> JournalTest.recorded(server) > recorded + 1_000);
            assertTrue(counted(server, StreamCounter.RECORDINGS_FAILED) >= 1);
            assertTrue(counted(server, StreamCounter.RECORDINGS_BEGUN) >= 2);
            assertTrue(counted(server, StreamCounter.TICKS) > applied);
            first = recorded;
        }

        final JournalProof proof = JournalProof.of(folder);
        // What is missing between two recordings is seen by its numbers.
        assertTrue(proof.faults().stream().allMatch(fault -> fault.startsWith("g=")), proof.faults().toString());
        assertTrue(proof.runs() >= 2, "runs=" + proof.runs());
        assertEquals(1, proof.ends());
        assertTrue(proof.lastG() > first + 1_000, "last=" + proof.lastG());
    }

    @Test
    void shouldRefuseToStartWhereThereIsNoRoom() throws IOException
    {
        fill(folder.resolve("filler"));

        final IllegalArgumentException error = assertThrows(
            IllegalArgumentException.class, () -> new TickwireServer(
                ServerConfig.defaults().with(List.of(new ServerConfig.Listener("127.0.0.1", 0))).with(journal())));
        assertTrue(
            error.getMessage().startsWith("there is no room for a journal, ") &&
                error.getMessage().contains("set stream.journal.path to a folder with room"),
            error.getMessage());
    }

    private static long counted(final TestServer server, final StreamCounter counter)
    {
        return server.server().stream().counters().get(counter);
    }

    @Test
    void shouldRefuseToStartWhereNothingCanBeWritten() throws IOException, InterruptedException
    {
        assertEquals(0, run("mount", "-o", "remount,ro", folder.toString()));

        final IllegalArgumentException error = assertThrows(
            IllegalArgumentException.class, () -> new TickwireServer(
                ServerConfig.defaults().with(List.of(new ServerConfig.Listener("127.0.0.1", 0))).with(journal())));
        assertTrue(error.getMessage().startsWith("the journal can not be written: "), error.getMessage());
        assertTrue(error.getMessage().endsWith("; set stream.journal.path to a folder that can"), error.getMessage());
    }

    private static void awaitState(final TestServer server, final HealthState state)
    {
        Patience.await(
            () -> server.server().health().components().get("journal").toString(),
            () -> server.server().health().components().get("journal").state() == state);
    }

    private static void fill(final Path file) throws IOException
    {
        final byte[] bytes = new byte[4096];
        try (OutputStream out = Files.newOutputStream(file))
        {
            while (true)
            {
                out.write(bytes);
            }
        }
        catch (final IOException ex)
        {
            assertTrue(ex.getMessage().contains("No space left"), ex.toString());
        }
    }

    private StreamSettings journal()
    {
        return new StreamSettings(
            false,
            new StreamSettings.Journal(Optional.of(folder), SEGMENT_BYTES, Sync.NONE, 0, 0),
            SEGMENT_BYTES,
            Optional.empty());
    }

    private static int run(final String... command) throws IOException, InterruptedException
    {
        return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    }
}
