package io.tickwire.transport.feed.connect;

import io.tickwire.engine.RoleThreads;
import io.tickwire.engine.feed.Venue;
import io.tickwire.engine.feed.deribit.PacketBuilder;
import io.tickwire.engine.ring.WaitProfile;
import io.tickwire.transport.ServerConfig;
import io.tickwire.transport.TickwireServer;
import io.tickwire.transport.feed.FeedSettings;
import io.tickwire.transport.feed.FeedSpec;
import io.tickwire.transport.feed.net.NetLoop;
import io.tickwire.transport.stats.HealthState;
import org.agrona.concurrent.SystemEpochNanoClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import static io.tickwire.engine.feed.deribit.PacketBuilder.BID;
import static io.tickwire.engine.feed.deribit.PacketBuilder.CHANGED;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A feed by multicast, from groups of this machine: how a line is put together of several, and what is said of them.
 */
class GroupSessionTest
{
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final int ID = 14;
    private static final int OTHER_ID = 15;
    private static final String CHANGES = "239.255.79.1";
    private static final String SNAPSHOTS = "239.255.79.2";
    private static final FeedSettings.Links LINKS =
        new FeedSettings.Links(30_000, 10, List.of(), Optional.empty());

    private DatagramSocket sender;
    private String loopback;
    private VenueConnector connector;
    private TickwireServer server;

    @BeforeEach
    void open() throws IOException
    {
        final NetworkInterface by = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        loopback = by.getName();
        sender = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        sender.setOption(StandardSocketOptions.IP_MULTICAST_IF, by);
    }

    @AfterEach
    void close()
    {
        if (server != null)
        {
            server.close();
        }
        sender.close();
    }

    @Test
    void shouldPutALineTogetherOfItsGroups() throws Exception
    {
        start("deribit-sbe:*");
        send(SNAPSHOTS, snapshots(1));
        await("the snapshot", () -> count("snapshots") == 1);
        send(CHANGES, new PacketBuilder(1, 1).ticker(ID, 1, 1, 1, 1));
        send(CHANGES, new PacketBuilder(1, 2).change(ID, 100, 101, true, BID, CHANGED, 25_000, 20));

        await("the change", () -> count("deltas") == 1);
        await("up", () -> connector.health().state() == HealthState.UP);
        assertTrue(connector.health().details().startsWith("1 of 1 lines of multicast, 2 symbols"),
            connector.health().details());
        assertEquals(2, count("connects"));
    }

    @Test
    void shouldListWhatIsDefinedAndWanted() throws Exception
    {
        start("deribit-sbe:btc*,sol-perpetual");
        send(SNAPSHOTS, snapshots(1));
        send(CHANGES, new PacketBuilder(1, 1).ticker(ID, 1, 1, 1, 1));

        await("one symbol", () -> connector.health().details().contains(" 1 symbols"));
        assertTrue(connector.health().details().contains("not defined yet: sol-perpetual"),
            connector.health().details());
        assertEquals(HealthState.DEGRADED, connector.health().state());
        assertTrue(count("unwanted_symbols") > 0);
    }

    @Test
    void shouldNameAGroupByWhichNothingComes() throws Exception
    {
        start("deribit-sbe:*");
        await("down", () -> connector.health().details().contains(SNAPSHOTS));
        assertEquals(HealthState.DOWN, connector.health().state());

        send(SNAPSHOTS, snapshots(1));
        await("degraded", () -> connector.health().state() == HealthState.DEGRADED);
        assertTrue(connector.health().details().contains("nothing has come by " + CHANGES),
            connector.health().details());
    }

    @Test
    void shouldJoinAgainWhereASocketFails() throws Exception
    {
        final ConnectStats stats = new ConnectStats();
        final NetLoop loop = NetLoop.open(
            "feed-test", SystemEpochNanoClock.INSTANCE, WaitProfile.ECO, error ->
            {
                throw new AssertionError(error);
            });
        final SessionContext context = new SessionContext(
            FeedSpec.parse("deribit-sbe:*"), LINKS, ConnectTimes.defaults(), Venue.of("deribit-sbe"), 1,
            null, null, null, SystemEpochNanoClock.INSTANCE, loop, stats, new Random(1));
        final InetSocketAddress address = new InetSocketAddress(CHANGES, sender.getLocalPort());
        final JoinedGroup.Listener ignoring = (buffer, offset, length, timeNs) -> { };
        final JoinedGroup there = new JoinedGroup(context, address, loopback, ignoring);
        final JoinedGroup nowhere = new JoinedGroup(context, address, "nosuch0", ignoring);
        there.join();
        final Thread thread = new Thread(loop, "feed-test");
        thread.start();
        try
        {
            loop.execute(() -> there.onFailed("gone"));
            await("joined again", () -> stats.get(ConnectCounter.CONNECTS) == 2);
            assertEquals(0, stats.get(ConnectCounter.CONNECT_FAILURES));

            loop.execute(() -> nowhere.onFailed("gone"));
            await("tried again and again", () -> stats.get(ConnectCounter.CONNECT_FAILURES) >= 3);
            assertEquals(2, stats.get(ConnectCounter.DISCONNECTS));
        }
        finally
        {
            loop.close();
            thread.join();
        }
        assertTrue(nowhere.trouble(System.nanoTime()).contains("no such network interface: nosuch0"));
    }

    /** With one line of two groups. */
    private void start(final String venueAndSymbols) throws Exception
    {
        final int port = sender.getLocalPort();
        final FeedSpec spec = FeedSpec.parse(
            venueAndSymbols + ";groups=" + CHANGES + ':' + port + '+' + SNAPSHOTS + ':' + port + '/' + loopback);
        server = new TickwireServer(
            ServerConfig.defaults()
                .with(List.of(new ServerConfig.Listener("127.0.0.1", 0)))
                .with(FeedSettings.none()),
            List.of((engine, listings, clock, roleThreads) ->
            {
                connector = new VenueConnector(
                    spec,
                    LINKS,
                    new VenueConnector.Surroundings(engine, listings, clock, roleThreads, RoleThreads.ANY_CORE));

                return connector;
            }));
        server.start();
    }

    private static PacketBuilder snapshots(final int sequence)
    {
        return new PacketBuilder(101, sequence)
            .perpetual(ID, "BTC-PERPETUAL", "BTC", "USD")
            .perpetual(OTHER_ID, "ETH-PERPETUAL", "ETH", "USD")
            .snapshot(ID, 100, true, BID, 25_000, 10);
    }

    private void send(final String group, final PacketBuilder packet) throws IOException
    {
        final byte[] bytes = packet.bytes();
        sender.send(new DatagramPacket(bytes, bytes.length, new InetSocketAddress(group, sender.getLocalPort())));
    }

    private long count(final String kind)
    {
        return connector.counts().get(kind);
    }

    private static void await(final String what, final BooleanSupplier condition)
    {
        final long fromNs = System.nanoTime();
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - fromNs < PATIENCE_NS, "not in time: " + what);
            LockSupport.parkNanos(POLL_NS);
        }
    }
}
