package io.tickwire.transport;

import io.tickwire.transport.stream.journal.Damage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A server that is killed again and again while it records, and each time starts by itself; a client comes back to
 * each, and gets what it missed, or is told what is missing. {@code -Dtickwire.kills=N} says how often.
 */
@Timeout(value = 1_800, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledJournalTest
{
    private static final int KILLS = Integer.getInteger("tickwire.kills", 10);
    private static final int MAX_LIFE_MS = 1_000;

    @TempDir
    private Path folder;

    @Test
    void shouldKeepAllThatItHasAcknowledgedHoweverItIsKilled() throws IOException, InterruptedException
    {
        final Path journal = folder.resolve("journal");
        final Path errors = folder.resolve("err");
        final Random random = new Random(29_81);
        final List<Long> acknowledged = new ArrayList<>();
        final Witness witness = new Witness("alpha");
        for (int i = 0; i < KILLS; i++)
        {
            final long lifeNs = TimeUnit.MILLISECONDS.toNanos(random.nextInt(MAX_LIFE_MS));
            acknowledged.add(killAt(journal, errors, lifeNs, server -> witness.listen(server.port(), random)));
            witness.look();
        }
        // Once more, so that the last one is repaired, too.
        killAt(journal, errors, 0, server ->
        {
            // Nobody comes back to it.
        });

        assertTrue(witness.trades() > 0 && witness.resumptions() > 0, "trades=" + witness.trades());

        final JournalProof proof = JournalProof.of(journal);
        final String log = Files.readString(errors);
        assertEquals(List.of(), proof.faults(), log);
        assertEquals(List.of(), lossesOf(proof), log);
        assertEquals(KILLS, proof.holes().size(), log);
        for (int i = 0; i < KILLS; i++)
        {
            assertTrue(
                acknowledged.get(i) < proof.holes().get(i),
                "acknowledged=" + acknowledged.get(i) + " lost from=" + proof.holes().get(i) + " kill=" + i);
        }
        assertEquals(1, proof.epochs().size());
        assertTrue(proof.ticks() > 1_000, "ticks=" + proof.ticks());
    }

    /**
     * Damage but for the end of the run that was killed last, and is not yet repaired.
     */
    private static List<Damage> lossesOf(final JournalProof proof)
    {
        final long last = proof.damages().stream().mapToLong(Damage::recordingId).max().orElse(-1);

        return proof.damages().stream()
            .filter(damage -> damage.recordingId() != last || damage.reason() != Damage.Reason.TORN_TAIL)
            .toList();
    }

    /**
     * Start a server, and kill it a while after it has acknowledged the first tick.
     *
     * @return the last tick that it has acknowledged.
     */
    private static long killAt(
        final Path journal, final Path errors, final long lifeNs, final Consumer<JournalServer> client)
        throws IOException
    {
        try (JournalServer server = JournalServer.start(journal, errors))
        {
            long last = -1;
            long deadlineNs = Long.MAX_VALUE;
            while (System.nanoTime() < deadlineNs)
            {
                final long next = server.acknowledged().orElseThrow(() -> new AssertionError(textOf(errors)));
                if (deadlineNs == Long.MAX_VALUE && next >= 0)
                {
                    client.accept(server);
                    deadlineNs = System.nanoTime() + lifeNs;
                }
                last = next;
            }
            server.kill();

            return last;
        }
    }

    private static String textOf(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }
}
