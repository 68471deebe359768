package io.tickwire.engine.pipeline;

import io.tickwire.engine.EngineConfig;
import io.tickwire.engine.TestSealer;
import io.tickwire.engine.fanout.Subscription;
import io.tickwire.engine.metrics.EngineCounter;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.engine.schema.Channel;
import io.tickwire.engine.schema.Conflation;
import io.tickwire.engine.schema.Encoding;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Whoever comes back, out of the window, the past, or both, and over restarts, ends with each message once and in
 * order, or is told what it does not have. Clients know nothing but the protocol's rules; the twin is a list of all
 * that was published.
 */
class PastPropertyTest
{
    private static final int GAMES = 700;
    private static final int MOVES = 120;
    private static final List<Channel> CHANNELS = List.of(Channel.TRADE, Channel.BBO);
    private static final Conflation[] CLASSES = {Conflation.RAW, Conflation.RAW, Conflation.LATEST, Conflation.MS_100};

    /** What may go wrong in a game. */
    enum Trouble
    {
        NONE, DAMAGE, LITTLE_ROOM, UNCLEAN_ENDS
    }

    @ParameterizedTest
    @EnumSource(Trouble.class)
    void shouldTellEachMessageOnceOrSayWhatIsMissing(final Trouble trouble)
    {
        long recovered = 0;
        long beyond = 0;
        for (int seed = 0; seed < GAMES; seed++)
        {
            final Game game = new Game(trouble, seed);
            try
            {
                game.play();
            }
            catch (final AssertionError | RuntimeException ex)
            {
                throw new AssertionError("seed=" + seed, ex);
            }
            recovered += game.fromThePast;
            beyond += game.unrecovered;
        }

        assertTrue(recovered > GAMES / 2, "recovered from the past: " + recovered);
        assertEquals(trouble == Trouble.NONE, beyond == 0, "not recovered: " + beyond);
    }

    private static final class Client
    {
        private final int stream;
        private final Conflation conflation;
        private Subscription asked;
        private long last = Subscription.FROM_NOW;
        private boolean isOpen;
        private boolean isLive;
        private boolean isRecovered;
        private boolean isPastItsLane;

        private Client(final int stream, final Conflation conflation)
        {
            this.stream = stream;
            this.conflation = conflation;
        }
    }

    private static final class Game
    {
        private final Trouble trouble;
        private final Random random;
        private final EngineConfig config;
        private final TestPast past;
        private final List<Map<Long, Long>> truth = List.of(new HashMap<>(), new HashMap<>());
        private final long[] sequence = new long[CHANNELS.size()];
        private final List<Client> clients = new ArrayList<>();
        private SteppedMarket market;
        private long elapsedMs;
        private long nextPrice = 1_000;
        private long nextG;
        private int nextRecipient = 1;
        private long fromThePast;
        private long unrecovered;

        private Game(final Trouble trouble, final long seed)
        {
            this.trouble = trouble;
            this.random = new Random(seed);
            final EngineConfig.Topology topology = EngineConfig.Topology.values()[random.nextInt(2)];
            config = SteppedMarket.SMALL
                .with(new EngineConfig.Threads(1, topology, WaitProfile.PINNED, List.of()))
                .with(new EngineConfig.Replay(1 << 13, 1 + random.nextInt(12), 5_000_000_000L));
            past = new TestPast(
                trouble == Trouble.LITTLE_ROOM ? 1 << 12 : 1 << 16,
                trouble == Trouble.LITTLE_ROOM ? 10_000_000_000L : 1_000_000_000_000L,
                trouble == Trouble.LITTLE_ROOM ? 50 : 1_000_000);
            for (int i = 0; i < 6; i++)
            {
                clients.add(new Client(random.nextInt(CHANNELS.size()), CLASSES[random.nextInt(CLASSES.length)]));
            }
            begin();
        }

        private void play()
        {
            try
            {
                for (int i = 0; i < MOVES; i++)
                {
                    move();
                }
                clients.forEach(this::comeBack);
                settle();
                for (int i = 0; i < CHANNELS.size(); i++)
                {
                    publish(i);
                }
                advanceMs(200);
                settle();
                clients.forEach(this::assertComplete);
                assertEquals(0, market.count(EngineCounter.ERRORS));
            }
            finally
            {
                past.take(Integer.MAX_VALUE);
                market.close();
            }
        }

        private void move()
        {
            switch (random.nextInt(12))
            {
                case 0, 1, 2 ->
                {
                    for (int i = random.nextInt(12); i >= 0; i--)
                    {
                        publish(random.nextInt(CHANNELS.size()));
                    }
                }
                case 3, 4 -> step();
                case 5 -> past.take(random.nextInt(30));
                case 6 -> past.answer(random.nextInt(10));
                case 7 -> clients.stream().skip(random.nextInt(clients.size())).findFirst().ifPresent(this::toggle);
                case 8 -> clients.stream().skip(random.nextInt(clients.size())).findFirst().ifPresent(this::comeBack);
                case 9 -> advanceMs(random.nextInt(8) == 0 ? 7_000 : random.nextInt(150));
                case 10 -> mayDamage();
                default ->
                {
                    if (random.nextInt(6) == 0)
                    {
                        restart();
                    }
                }
            }
        }

        private void publish(final int stream)
        {
            final long price = nextPrice++;
            if (stream == 0)
            {
                market.trade(price);
            }
            else
            {
                market.quote(price);
            }
            truth.get(stream).put(++sequence[stream], price);
            nextG += 2;
            step();
        }

        private void mayDamage()
        {
            if (trouble == Trouble.DAMAGE)
            {
                final int stream = random.nextInt(CHANNELS.size());
                past.damage(streamId(stream), Math.max(1, sequence[stream] - random.nextInt(30)));
            }
        }

        private void restart()
        {
            final boolean isClean = trouble != Trouble.UNCLEAN_ENDS || random.nextBoolean();
            if (!isClean)
            {
                past.take(random.nextInt(40));
                past.crash();
            }
            past.take(Integer.MAX_VALUE);
            market.close();
            past.restart();
            clients.forEach(client ->
            {
                client.asked = null;
                client.isOpen = false;
                client.isLive = false;
            });
            begin();
        }

        private void begin()
        {
            market = SteppedMarket.goingOn(config, new TestSealer(), nextG, past);
            market.advanceMs(elapsedMs);
            for (int i = 0; i < CHANNELS.size(); i++)
            {
                sequence[i] = past.originOf(streamId(i)).sequence();
            }
        }

        private void advanceMs(final long ms)
        {
            elapsedMs += ms;
            market.advanceMs(ms);
            step();
        }

        private void toggle(final Client client)
        {
            if (client.asked == null)
            {
                comeBack(client);
            }
            else
            {
                market.unsubscribe(client.asked);
                client.asked = null;
                client.isOpen = false;
                client.isLive = false;
            }
        }

        private void comeBack(final Client client)
        {
            if (client.asked != null)
            {
                return;
            }
            final Subscription fresh = Subscription.of(
                streamId(client.stream), client.conflation, Encoding.JSON, nextRecipient++);
            client.asked = market.subscribe(
                client.last < 0 ? fresh : fresh.since(market.stepped().engine().epoch(), client.last));
        }

        private void step()
        {
            for (final SeenFrame frame : market.stepAndRead())
            {
                for (final Client client : clients)
                {
                    final boolean isMeant = client.asked != null &&
                        frame.key().streamId() == streamId(client.stream) &&
                        frame.key().conflation() == client.conflation &&
                        (frame.kind().isAddressed() ? frame.recipient() == client.asked.recipient() : client.isLive);
                    if (isMeant)
                    {
                        onFrame(client, frame);
                    }
                }
            }
        }

        private void onFrame(final Client client, final SeenFrame frame)
        {
            switch (frame.kind())
            {
                case OPENED -> onOpened(client, frame);
                case REPLAY ->
                {
                    assertTrue(client.isOpen && client.isRecovered && !client.isLive);
                    onMessage(client, frame);
                }
                case SNAPSHOT ->
                {
                    assertEquals(Channel.BBO, CHANNELS.get(client.stream));
                    assertContent(client, frame, frame.sequence());
                    client.last = frame.sequence();
                }
                case REPLAY_GAP ->
                {
                    assertEquals(Channel.TRADE, CHANNELS.get(client.stream));
                    assertEquals(client.last + 1, frame.integer("from"));
                    assertFalse(trouble == Trouble.NONE, "a gap");
                    client.last = frame.integer("to");
                }
                case LIVE ->
                {
                    assertTrue(client.isOpen);
                    assertTrue(
                        frame.sequence() == client.last || !client.asked.resumes() ||
                            !frame.isRecovered() && CHANNELS.get(client.stream) == Channel.BBO,
                        () -> "last=" + client.last + " " + frame);
                    client.last = frame.sequence();
                    client.isLive = true;
                    client.isPastItsLane = !frame.isRecovered() && client.stream == 1 &&
                        client.conflation.merges();
                }
                case DATA -> onMessage(client, frame);
                default -> throw new AssertionError(frame.toString());
            }
        }

        private void onOpened(final Client client, final SeenFrame frame)
        {
            assertFalse(client.isOpen);
            client.isOpen = true;
            client.isRecovered = frame.isRecovered();
            if (client.asked.resumes())
            {
                unrecovered += frame.isRecovered() ? 0 : 1;
                fromThePast +=
                    frame.isRecovered() && frame.sequence() - client.last > config.replay().messages() ? 1 : 0;
            }
        }

        private void onMessage(final Client client, final SeenFrame frame)
        {
            final long sequence = frame.integer("seq");
            if (client.isPastItsLane)
            {
                // Its snapshot was newer than what its lane was told: what merges both overlaps it.
                client.isPastItsLane = sequence <= client.last;
                client.last = Math.max(client.last, sequence);
                return;
            }
            assertEquals(client.last, frame.integer("pseq"));
            assertContent(client, frame, sequence);
            if (client.conflation == Conflation.RAW)
            {
                assertEquals(client.last + 1, sequence);
            }
            else
            {
                assertEquals(sequence - client.last, frame.integer("n"));
                assertPrice(client, client.last + 1, frame.decimal("first"));
            }
            client.last = sequence;
        }

        private void assertContent(final Client client, final SeenFrame frame, final long sequence)
        {
            assertPrice(client, sequence, frame.decimal(client.stream == 0 ? "price" : "bid"));
        }

        private void assertPrice(final Client client, final long sequence, final BigDecimal seen)
        {
            final long cents = truth.get(client.stream).get(sequence) - client.stream;
            assertEquals(0, seen.compareTo(BigDecimal.valueOf(cents, 2)), () -> "cents=" + cents + " seen=" + seen);
        }

        private void settle()
        {
            for (int idle = 0; idle < 20; idle++)
            {
                idle = past.take(Integer.MAX_VALUE) + past.answer(Integer.MAX_VALUE) > 0 ? 0 : idle;
                step();
            }
        }

        private void assertComplete(final Client client)
        {
            assertTrue(client.isLive, "it never went live");
            assertEquals(sequence[client.stream], client.last);
        }

        private static int streamId(final int stream)
        {
            return SteppedMarket.streamId(CHANNELS.get(stream));
        }
    }
}
