package io.tickwire.client.lane;

import io.tickwire.client.sbe.LossReason;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Games with a server that keeps a journal: readers come, stand still and read on, the stream loses what it says and
 * what it does not say, the server ends, or dies, and comes back. Each reader is told each tick from its first one on,
 * once and in order, or that it is lost; and nothing is lost but what the stream does not have.
 */
@Timeout(180)
class LaneGameTest
{
    private static final long EPOCH = 1_700_000_000_000L;
    private static final int STEPS = 60;
    private static final int RESTARTS = 2;
    private static final int READERS = 4;

    @TempDir
    private Path folder;

    private final List<Player> players = new ArrayList<>();
    private LaneServer server;
    private long missing;

    private record Player(LaneReader reader, Told told)
    {
    }

    @AfterEach
    void close()
    {
        players.forEach(player -> CloseHelper.close(player.reader));
        CloseHelper.close(server);
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldTellEachTickOnceInOrder(final long seed)
    {
        final Random random = new Random(seed);
        server = new LaneServer(folder.resolve("aeron"), folder.resolve("journal"), EPOCH, 0);
        join(LaneStart.oldest());
        int restarts = 0;
        for (int i = 0; i < STEPS; i++)
        {
            final int kind = random.nextInt(100);
            if (kind < 4 && restarts++ < RESTARTS)
            {
                restart(random);
            }
            else if (kind < 12 && players.size() < READERS)
            {
                join(start(random));
            }
            else if (kind < 22)
            {
                // More than the window: who does not read is cut off.
                server.quotes(300 + random.nextInt(1_500));
            }
            else if (kind < 40)
            {
                lose(random);
            }
            else
            {
                server.quotes(random.nextInt(150));
                server.symbol(random.nextInt(5), "S" + random.nextInt(5));
            }
            read(random);
        }
        server.quotes(1);
        finish();

        assertTrue(missing > 0);
        for (final Player player : players)
        {
            assertEquals(server.nextG() - player.told.first(), player.told.quotes() + player.told.lostBehindFirst());
            assertEquals(
                Set.of(), without(player.told.causes()), () -> player.told.events().toString());
        }
        assertEquals(missing, players.get(0).told.lost());
    }

    /** What may not be: the journal has all. */
    private static Set<LossCause> without(final List<LossCause> causes)
    {
        final Set<LossCause> rest = EnumSet.noneOf(LossCause.class);
        rest.addAll(causes);
        rest.removeAll(EnumSet.of(
            LossCause.BACK_PRESSURE, LossCause.OVERTAKEN, LossCause.RESTART, LossCause.UNANNOUNCED));

        return rest;
    }

    private LaneStart start(final Random random)
    {
        return switch (random.nextInt(3))
        {
            case 0 -> LaneStart.live();
            case 1 -> LaneStart.oldest();
            default -> LaneStart.at(EPOCH, (long)(random.nextDouble() * server.nextG()));
        };
    }

    private void join(final LaneStart start)
    {
        final Told told = new Told();
        players.add(new Player(
            new LaneReader(LaneConfig.of(folder.resolve("aeron"), told)
                .withJournal(folder.resolve("journal")).from(start).withDriverTimeoutMs(1_000)),
            told));
    }

    private void lose(final Random random)
    {
        final int count = 1 + random.nextInt(5);
        missing += count;
        if (random.nextBoolean())
        {
            server.skip(count);
        }
        else
        {
            server.lose(count, random.nextBoolean() ? LossReason.BACK_PRESSURE : LossReason.OVERTAKEN);
        }
        server.quotes(1);
    }

    private void restart(final Random random)
    {
        final boolean isClean = random.nextBoolean();
        server.quotes(1);
        if (isClean)
        {
            server.end();
        }
        server.awaitRecorded();
        server.close();
        if (random.nextBoolean())
        {
            read(random);
        }
        final long last = server.nextG();
        final long first = isClean ? last : last + 1_000;
        server = new LaneServer(folder.resolve("aeron"), folder.resolve("journal"), EPOCH, first);
        if (!isClean)
        {
            missing += first - last;
            server.loss(last, first - 1, LossReason.RESTART);
        }
        server.quotes(1);
    }

    /** Some read, and some do not. */
    private void read(final Random random)
    {
        for (final Player player : players)
        {
            for (int polls = random.nextInt(3) == 0 ? 0 : random.nextInt(60); polls > 0; polls--)
            {
                player.reader.poll(1 + random.nextInt(20));
            }
        }
    }

    private void finish()
    {
        for (final Player player : players)
        {
            LaneServer.await(
                () ->
                {
                    player.reader.poll(64);
                    if (player.told.first() < 0 && player.reader.isLive())
                    {
                        server.quote();
                    }
                    return player.told.next() == server.nextG();
                },
                () -> player.told.events() + " next " + player.told.next() + " of " + server.nextG());
        }
        // Who came last may have had the stream go on.
        for (final Player player : players)
        {
            LaneServer.await(() ->
            {
                player.reader.poll(64);
                return player.told.next() == server.nextG();
            });
        }
    }
}
