package io.tickwire.transport.stream.told;

import io.tickwire.transport.stats.HealthState;
import io.tickwire.transport.stream.StreamCounter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A log that can not be written, or not any more, and works again later. */
class ToldFailureTest
{
    private static final long RETRY_MS = 5_000;

    @TempDir
    private Path folder;

    @Test
    void shouldSayThatTheDiskIsFullAndKeepAgainWhenThereIsRoom() throws IOException
    {
        final Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no full device");
        final Path told = folder.resolve("told");
        final ToldPlay play = new ToldPlay(told, new Random(1));
        play.start();
        play.tell(200);
        play.end();
        final long next = play.log().log().position();
        // The first file of the next run is one that takes nothing.
        Files.createSymbolicLink(told.resolve(next + ".told"), full);
        play.start();

        assertEquals(HealthState.DEGRADED, play.log().part().state());
        assertTrue(play.log().part().details().contains("No space left"), play.log().part().details());
        assertTrue(play.log().failedSinceMs() > 0);
        assertEquals(1, play.count(StreamCounter.TOLD_FAILED));
        final long before = play.lastSequence(0);
        assertTrue(play.ask(0, before - 10, before), "what was kept before is there");
        play.tell(100);
        assertEquals(1, play.count(StreamCounter.TOLD_ANSWERED));
        assertEquals(0, play.count(StreamCounter.TOLD_ABSENT));
        assertFalse(play.askForLast(0, 5), "what was told meanwhile is not");
        assertEquals(1, play.count(StreamCounter.TOLD_ABSENT));
        assertTrue(play.count(StreamCounter.TOLD_LOST) >= 100);

        play.pass(RETRY_MS);
        assertEquals(HealthState.UP, play.log().part().state());
        assertEquals(0, play.log().failedSinceMs());
        final long since = play.lastSequence(0);
        play.tell(100);
        assertTrue(play.ask(0, since + 1, play.lastSequence(0)), "it is kept again");
        assertFalse(play.ask(0, since, play.lastSequence(0)), "not beyond the hole");
        play.end();

        play.start();
        assertFalse(play.origin().hasHole(), "where each stream had come to is known");
        play.kill();
    }

    @Test
    void shouldNotTellNumbersAgainOfARunThatCouldNotBeKept() throws IOException
    {
        final Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "there is no full device");
        final ToldPlay play = new ToldPlay(folder, new Random(4));
        play.start();
        play.tell(200);
        play.end();
        final Path blocked = folder.resolve(play.log().log().position() + ".told");
        Files.createSymbolicLink(blocked, full);
        play.start();
        play.tell(100);
        play.end();
        Files.delete(blocked);

        play.start();
        assertTrue(play.origin().hasHole());
        play.tell(100);
        play.kill();
    }

    @Test
    void shouldStartWhereTheFolderCanNotBeMade() throws IOException
    {
        final Path told = folder.resolve("told");
        Files.writeString(told, "a file");
        final ToldPlay play = new ToldPlay(told, new Random(2));
        play.start();
        assertEquals(HealthState.DEGRADED, play.log().part().state());
        play.tell(50);
        assertFalse(play.askForLast(0, 5));
        play.end();

        // The next run knows nothing of the numbers of that one, but that they were less.
        play.start();
        assertTrue(play.origin().hasHole());
        play.tell(50);
        Files.delete(told);
        play.pass(RETRY_MS);
        assertEquals(HealthState.UP, play.log().part().state());
        play.tell(50);
        assertTrue(play.askForLast(0, 5));
        play.end();
        play.start();
        assertFalse(play.origin().hasHole());
        assertTrue(play.askForLast(0, 5));
        play.kill();
    }
}
