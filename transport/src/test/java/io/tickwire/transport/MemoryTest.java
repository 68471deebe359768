package io.tickwire.transport;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xnio.IoUtils;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/**
 * How much memory a server takes in all, and for each connection.
 */
class MemoryTest
{
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final int READING = 1_000;
    private static final int IDLE = 10_000;
    private static final long MOST_BYTES = 250L << 20;
    private static final long MOST_BYTES_EACH = 15L << 10;
    private static final int IDLE_TLS = 1_000;
    private static final long MOST_BYTES_EACH_TLS = 48L << 10;

    @TempDir
    private static Path folder;

    @BeforeAll
    static void makeCertificate()
    {
        TlsServer.makeCertificate(folder, "server");
    }

    /** The JVM takes as many files as it may. */
    @BeforeAll
    static void assumeFiles() throws IOException
    {
        assumeTrue(Files.isReadable(LIMITS), "there is no " + LIMITS + " here");
        final long files = Files.readAllLines(LIMITS).stream()
            .filter(line -> line.startsWith("Max open files"))
            .mapToLong(line -> Long.parseLong(line.split("\\s{2,}")[2].replace("unlimited", "1000000")))
            .findFirst()
            .orElseThrow();
        assumeTrue(files > IDLE + 1_000, "it takes more files than a process may have here: " + files);
    }

    @Test
    void shouldServeAThousandReadersInWhatASmallMachineHas()
    {
        try (MemoryServer server = MemoryServer.start(folder); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            for (int i = 0; i < READING; i++)
            {
                swarm.connect("/ws", 0, true, subscribe(i, "price"), subscribe(i, "trade"), subscribe(i, "stats"));
            }
            swarm.awaitOpen();
            Patience.await("a hundred messages each", () ->
                swarm.peers().stream().allMatch(peer -> peer.frames() >= 100));

            final long bytes = server.residentBytes();
            assertTrue(bytes <= MOST_BYTES, "bytes=" + bytes);
        }
    }

    @Test
    void shouldHoldTenThousandConnectionsInLittleMemory()
    {
        try (MemoryServer server = MemoryServer.start(folder); ClientSwarm swarm = new ClientSwarm(server.port()))
        {
            connectIdle(swarm, 1);
            final long empty = server.residentBytes();
            connectIdle(swarm, IDLE);

            final long bytes = server.residentBytes();
            final long each = (bytes - empty) / IDLE;
            assertTrue(bytes <= MOST_BYTES, "bytes=" + bytes);
            assertTrue(each <= MOST_BYTES_EACH, "bytes each=" + each);
            assertTrue(swarm.peers().stream().noneMatch(Peer::isEnded));
        }
    }

    @Test
    void shouldHoldAThousandConnectionsOverTlsInLittleMemory() throws IOException
    {
        final List<SSLSocket> sockets = new ArrayList<>();
        try (MemoryServer server = MemoryServer.start(folder))
        {
            final SSLContext context = TlsServer.trust(folder);
            connectTls(sockets, context, server.tlsPort(), IDLE_TLS / 10);
            final long few = server.residentBytes();
            connectTls(sockets, context, server.tlsPort(), IDLE_TLS);

            final long bytes = server.residentBytes();
            final long each = (bytes - few) / IDLE_TLS;
            assertTrue(bytes <= MOST_BYTES, "bytes=" + bytes);
            assertTrue(each <= MOST_BYTES_EACH_TLS, "bytes each=" + each);
        }
        finally
        {
            sockets.forEach(IoUtils::safeClose);
        }
    }

    private static void connectTls(
        final List<SSLSocket> sockets, final SSLContext context, final int port, final int count) throws IOException
    {
        final byte[] request = RawClient.request("/ws").getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < count; i++)
        {
            final SSLSocket socket = TlsServer.connect(port, context, 0);
            sockets.add(socket);
            socket.getOutputStream().write(request);
            assertEquals('H', socket.getInputStream().read());
        }
    }

    private static void connectIdle(final ClientSwarm swarm, final int count)
    {
        for (int i = 0; i < count; i++)
        {
            swarm.connect("/ws", 0, true);
        }
        swarm.awaitOpen();
    }

    private static String subscribe(final int client, final String channel)
    {
        return "{\"type\":\"subscribe\",\"channel\":\"" + channel + "\",\"venues\":[\"alpha\"],\"symbols\":[\"" +
            (client % 2 == 0 ? "BTCUSDT" : "ETHUSDT") + "\"]}";
    }
}
