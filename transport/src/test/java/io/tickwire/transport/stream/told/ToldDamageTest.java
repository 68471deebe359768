package io.tickwire.transport.stream.told;

import io.tickwire.transport.stream.StreamCounter;
import io.tickwire.transport.stream.StreamSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Anything is done to the files of a log between its runs: {@code -Dtickwire.games=N} says how often. It always starts,
 * never tells a number twice and no message but as it was ({@link ToldPlay} looks), and says what it can not read.
 */
class ToldDamageTest
{
    private static final int GAMES = Integer.getInteger("tickwire.games", 60);
    private static final int RUNS = 4;

    @TempDir
    private Path folder;

    static LongStream seeds()
    {
        return LongStream.range(0, GAMES);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void shouldNeverTellWhatWasNotToldWhateverBecameOfItsFiles(final long seed) throws IOException
    {
        final Random random = new Random(seed);
        final ToldPlay play = new ToldPlay(folder, random)
            .keeping(new StreamSettings.Updates(600_000, StreamSettings.Updates.MIN_BYTES, 100_000));
        for (int run = 0; run < RUNS; run++)
        {
            play.start();
            play.checkCandles();
            for (int i = 0; i < 5; i++)
            {
                play.askForAny();
                play.tell(random.nextInt(300));
                play.pass(random.nextInt(100_000));
                assertTrue(play.askForLast(0, 1) || play.lastSequence(0) == play.origin().sequence());
            }
            if (random.nextBoolean())
            {
                play.end();
            }
            else
            {
                play.kill();
            }
            for (int i = random.nextInt(4); i > 0; i--)
            {
                damage(random);
            }
        }
        play.start();
        play.checkCandles();
        play.kill();
    }

    @Test
    void shouldFindAllAfterAnEndAndSayWhereItIsDamaged() throws IOException
    {
        final ToldPlay play = new ToldPlay(folder, new Random(1));
        play.start();
        play.tell(500);
        play.end();
        play.start();
        assertFalse(play.origin().hasHole());
        assertTrue(play.askForLast(0, 100));
        assertEquals(play.toldCandles(), play.checkCandles());
        play.kill();
        assertEquals(0, play.count(StreamCounter.TOLD_DAMAGED));

        final Path candles = files("candles").get(0);
        flip(candles, Files.size(candles) / 2);
        play.start();
        assertEquals(1, play.count(StreamCounter.TOLD_DAMAGED));
        assertEquals(play.toldCandles() - 1, play.checkCandles(), "only the one that is damaged is missing");
        play.kill();
    }

    @Test
    void shouldNotGoOnFromAnEndBehindWhichARunIsGone() throws IOException
    {
        final ToldPlay play = new ToldPlay(folder, new Random(2));
        play.start();
        play.tell(100);
        play.end();
        final List<Path> before = files("");
        play.start();
        play.tell(100);
        play.end();
        for (final Path file : files(""))
        {
            if (!before.contains(file))
            {
                Files.delete(file);
            }
        }
        play.start();
        assertTrue(play.origin().hasHole());
        play.kill();
    }

    @Test
    void shouldNotBeginAnewWhereAllIsGoneOrNothingIsWhole() throws IOException
    {
        final ToldPlay play = new ToldPlay(folder, new Random(3));
        for (int i = 0; i < 3; i++)
        {
            play.start();
            play.tell(100);
            play.end();
            for (final Path file : files(""))
            {
                if (i == 0)
                {
                    Files.delete(file);
                }
                else
                {
                    flip(file, 4);
                }
            }
        }
        play.start();
        assertTrue(play.origin().hasHole());
        play.kill();
    }

    private void damage(final Random random) throws IOException
    {
        final List<Path> files = files(random.nextInt(4) == 0 ? "candles" : "");
        if (files.isEmpty())
        {
            return;
        }
        final Path file = files.get(random.nextInt(files.size()));
        final long size = Files.size(file);
        switch (random.nextInt(6))
        {
            case 0 -> Files.delete(file);
            case 1 -> cut(file, size == 0 ? 0 : random.nextLong(size));
            case 2 ->
            {
                final byte[] garbage = new byte[random.nextInt(200)];
                random.nextBytes(garbage);
                Files.write(file, garbage, StandardOpenOption.APPEND);
            }
            default ->
            {
                if (size > 0)
                {
                    flip(file, random.nextLong(size));
                }
            }
        }
    }

    private List<Path> files(final String under) throws IOException
    {
        try (Stream<Path> files = Files.walk(folder.resolve(under), under.isEmpty() ? 1 : 2))
        {
            return files.filter(Files::isRegularFile)
                .sorted(Comparator.comparingLong(ToldDamageTest::positionOf)).toList();
        }
    }

    private static long positionOf(final Path file)
    {
        return Long.parseLong(file.getFileName().toString().replace(".told", ""));
    }

    private static void cut(final Path file, final long size) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE))
        {
            channel.truncate(size);
        }
    }

    private static void flip(final Path file, final long position) throws IOException
    {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE))
        {
            final ByteBuffer octet = ByteBuffer.allocate(1);
            channel.read(octet, position);
            octet.put(0, (byte)(octet.get(0) ^ 0x41));
            channel.write(octet.rewind(), position);
        }
    }
}
