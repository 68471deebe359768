package io.tickwire.tools.deploy;

import io.tickwire.tools.DebianPackages;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * Debian's HAProxy with the configuration as it is, but for addresses, before two servers with a journal each.
 */
@Timeout(300)
class HaproxyIT
{
    private static final String PYTHON = "/usr/bin/python3";

    @TempDir
    private Path folder;
    private final Deque<Process> processes = new ArrayDeque<>();

    @AfterEach
    void tearDown()
    {
        processes.forEach(Process::destroyForcibly);
    }

    /** A client is sent to one server, comes back to it when it began anew, and to the other where it stays away. */
    @Test
    void shouldLoseNothingWhereAServerBeginsAnewAndSaySoWhereItDoesNot() throws Exception
    {
        final String haproxy = DebianPackages.program("haproxy", "haproxy");
        DebianPackages.program("openssl", "openssl");
        final int[] ports = freePorts();
        final Path certificate = certificate();
        Server serving = new Server("a", ports[1], ports[3]);
        Server other = new Server("b", ports[2], ports[4]);
        serving.start();
        other.start();
        serving.awaitReady();
        other.awaitReady();
        startHaproxy(haproxy, certificate, ports);

        final Process client = client(ports[0], certificate);
        try (BufferedReader told = client.inputReader())
        {
            assertEquals("subscribed recovered=None new=False", next(told));
            assertTrue(next(told).startsWith("at "));
            if (serving.clients() == 0)
            {
                final Server idle = serving;
                serving = other;
                other = idle;
            }
            assertEquals(1, serving.clients());

            serving.stop();
            serving.start();
            assertEquals("subscribed recovered=True new=False", next(told));
            assertTrue(next(told).startsWith("at "));
            assertEquals(1, serving.clients());

            serving.stop();
            assertEquals("subscribed recovered=False new=True", next(told));
            assertEquals(1, other.clients());
        }
    }

    /** The next line but for those of attempts that failed. */
    private static String next(final BufferedReader told) throws IOException
    {
        String line = told.readLine();
        while (line != null && line.startsWith("closed "))
        {
            line = told.readLine();
        }

        return String.valueOf(line);
    }

    private Process client(final int port, final Path certificate) throws IOException
    {
        return started(new ProcessBuilder(
            PYTHON, Path.of("src/test/clients/resume.py").toAbsolutePath().toString(),
            "wss://localhost:" + port + "/ws", certificate.resolveSibling("cert.pem").toString(), "btc", "alpha")
            .redirectError(ProcessBuilder.Redirect.INHERIT));
    }

    private void startHaproxy(final String haproxy, final Path certificate, final int[] ports) throws Exception
    {
        final Path config = folder.resolve("haproxy.cfg");
        Files.writeString(config, Files.readString(DeployTools.DEPLOY.resolve("haproxy/haproxy.cfg"))
            .replace("/etc/haproxy/tickwire.pem", certificate.toString())
            .replace("bind :443 ", "bind 127.0.0.1:" + ports[0] + " ")
            .replace("10.0.0.11:8765", "127.0.0.1:" + ports[1])
            .replace("10.0.0.12:8765", "127.0.0.1:" + ports[2])
            .replace("/run/haproxy/admin.sock", folder.resolve("admin.sock").toString()));
        final DeployTools.Result check = DeployTools.run(folder, List.of(haproxy, "-c", "-f", config.toString()));
        assertEquals(0, check.code(), check::output);

        started(new ProcessBuilder(haproxy, "-f", config.toString())
            .redirectErrorStream(true).redirectOutput(folder.resolve("haproxy.log").toFile()));
    }

    private Path certificate() throws Exception
    {
        final Path certificate = folder.resolve("both.pem");
        final Path key = folder.resolve("key.pem");
        final Path cert = folder.resolve("cert.pem");
        final DeployTools.Result made = DeployTools.run(folder, List.of(
            "openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key.toString(),
            "-out", cert.toString(), "-days", "2", "-subj", "/CN=localhost", "-addext",
            "subjectAltName=DNS:localhost"));
        assertEquals(0, made.code(), made::output);
        Files.writeString(certificate, Files.readString(cert) + Files.readString(key));

        return certificate;
    }

    private Process started(final ProcessBuilder builder) throws IOException
    {
        final Process process = builder.start();
        processes.push(process);

        return process;
    }

    private static int[] freePorts() throws IOException
    {
        final int[] ports = new int[5];
        final ServerSocket[] sockets = new ServerSocket[ports.length];
        for (int i = 0; i < ports.length; i++)
        {
            sockets[i] = new ServerSocket(0);
            ports[i] = sockets[i].getLocalPort();
        }
        for (final ServerSocket socket : sockets)
        {
            socket.close();
        }

        return ports;
    }

    /**
     * A server behind the proxy, that can begin anew.
     * Thread: any
     */
    private final class Server
    {
        private final String name;
        private final int proxied;
        private final int direct;
        private JarServer server;

        private Server(final String name, final int proxied, final int direct)
        {
            this.name = name;
            this.proxied = proxied;
            this.direct = direct;
        }

        private void start() throws IOException
        {
            server = JarServer.start(
                folder.resolve(name), Map.of(),
                "--set", "server.listeners=127.0.0.1:" + direct + ",127.0.0.1:" + proxied + " proxy",
                "--set", "access.network.trustedProxies=127.0.0.1", "--set", "drain.grace=1s",
                "--set", "stream.journal.path=" + folder.resolve(name).resolve("journal"));
            processes.push(server.process());
        }

        private void awaitReady() throws Exception
        {
            while (!server.get("/health/ready").contains("ok"))
            {
                TimeUnit.MILLISECONDS.sleep(50);
            }
        }

        private void stop() throws InterruptedException
        {
            server.process().destroy();
            server.process().waitFor();
        }

        private int clients() throws Exception
        {
            return Integer.parseInt(server.get("/health").replaceAll("(?s).*\"activeConnections\":([0-9]+).*", "$1"));
        }
    }
}
