package io.tickwire.transport.stream.told;

import io.tickwire.transport.stream.StreamSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Candles of any time, from the files of several runs, are those that were told last; what is damaged is missing alone.
 */
class CandleHistoryTest
{
    private static final int GAMES = Integer.getInteger("tickwire.games", 20);
    private static final StreamSettings.Candles MANY = new StreamSettings.Candles(1_000_000, 1L << 30);

    @TempDir
    private Path folder;

    static LongStream seeds()
    {
        return LongStream.range(0, GAMES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldTellThemAsTheyWereToldLast(final long seed) throws IOException
    {
        final Random random = new Random(seed);
        final CandlePlay play = new CandlePlay(folder, random, MANY);
        for (int run = 0; run < 4; run++)
        {
            play.start(1);
            for (int i = 0; i < 10; i++)
            {
                play.tell(random.nextInt(300));
                play.askForAny(0);
            }
            play.end();
        }
        play.start(1);
        for (int i = 0; i < 100; i++)
        {
            play.askForAny(0);
        }
        play.end();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldMissOnlyWhatIsDamaged(final long seed) throws IOException
    {
        final Random random = new Random(seed);
        final CandlePlay play = new CandlePlay(folder, random, MANY);
        int damaged = 0;
        for (int run = 0; run < 4; run++)
        {
            play.start(1);
            play.tell(random.nextInt(2_000));
            for (int i = 0; i < 20; i++)
            {
                play.askForAny(damaged);
            }
            play.end();
            final List<Path> files = play.files();
            final Path file = files.get(random.nextInt(files.size()));
            if (Files.size(file) > 0)
            {
                flip(file, random.nextLong(Files.size(file)));
                damaged++;
            }
        }
        play.start(1);
        for (int i = 0; i < 100; i++)
        {
            play.askForAny(damaged);
        }
        play.end();
    }

    @Test
    void shouldDeleteWhatIsTooOldOrTooMuch() throws IOException
    {
        final CandlePlay play = new CandlePlay(folder, new Random(1), new StreamSettings.Candles(300, 1 << 20));
        for (int run = 0; run < 4; run++)
        {
            play.start(1);
            play.tell(400);
            play.end();
        }
        play.start(1);
        final List<?> left = play.ask(0, Long.MAX_VALUE, 10_000);
        assertTrue(left.size() < play.toldOf(0).size() / 2 && left.size() > 100, () -> "left=" + left.size());
        // Half of it is for each of two sizes.
        play.tell(20_000);
        long bytes = 0;
        for (final Path file : play.files())
        {
            bytes += Files.size(file);
        }
        assertTrue(bytes < 1 << 20 && bytes > 1 << 18, "bytes=" + bytes);
        play.end();
    }

    @Test
    void shouldKnowOfAllAfterARunThatWasKilledAtOnceAndALongTime() throws IOException
    {
        final CandlePlay play = new CandlePlay(folder, new Random(1), MANY);
        play.start(1);
        play.tell(3_000);
        play.end();
        play.pass(TimeUnit.HOURS.toMillis(2));
        final List<Path> files = play.files();
        final Path last = files.get(files.size() - 1);
        final long end = Long.parseLong(last.getFileName().toString().replace(".told", "")) + Files.size(last);
        Files.createFile(last.resolveSibling(end + ".told"));
        play.start(1);
        for (int i = 0; i < 100; i++)
        {
            play.askForAny(0);
        }
        play.end();
    }

    @Test
    void shouldLetGoOfWhatAllStagesHaveTaken() throws IOException
    {
        final CandlePlay play = new CandlePlay(folder, new Random(1), MANY);
        play.start(1);
        play.tell(3_000);
        play.end();
        play.start(2);
        assertEquals(EarlierCandles.KEPT, play.handedOver());
        assertEquals(EarlierCandles.KEPT, play.handedOver());
        assertEquals(0, play.handedOver());
        play.end();
    }

    private static void flip(final Path file, final long position) throws IOException
    {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw"))
        {
            bytes.seek(position);
            final int old = bytes.read();
            bytes.seek(position);
            bytes.write(old ^ 0x41);
        }
    }
}
