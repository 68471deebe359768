package io.tickwire.tools.deploy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What a server tells systemd, as its unit asks it to, here heard by Python in systemd's place.
 */
@Timeout(180)
class ServiceIT
{
    private static final String LISTENER = """
        import socket, sys
        heard = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        heard.bind(sys.argv[1].replace("@", "\\0", 1) if sys.argv[1].startswith("@") else sys.argv[1])
        print("listening", flush=True)
        while True:
            print(heard.recv(4096).decode().replace("\\n", ";"), flush=True)
        """;

    @TempDir
    private Path folder;

    @Test
    void shouldTellThatItIsReadyThatItWorksAndThatItGoes() throws Exception
    {
        play(folder.resolve("notify").toString());
    }

    @Test
    void shouldTellASocketThatIsInNoFolder() throws Exception
    {
        play("@tickwire-" + ProcessHandle.current().pid());
    }

    private void play(final String socket) throws Exception
    {
        final Process systemd = new ProcessBuilder("python3", "-c", LISTENER, socket)
            .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader heard = systemd.inputReader())
        {
            assertEquals("listening", heard.readLine());
            try (JarServer server = JarServer.start(
                folder, Map.of("NOTIFY_SOCKET", socket, "WATCHDOG_USEC", "200000"),
                "--set", "server.listeners=127.0.0.1:0"))
            {
                final String ready = heard.readLine();
                assertTrue(ready.startsWith("READY=1;STATUS=tickwire: ready at http://127.0.0.1:"), ready);
                assertEquals("WATCHDOG=1;", heard.readLine());
                assertEquals("WATCHDOG=1;", heard.readLine());
                server.process().destroy();
                assertNotNull(await(heard, "STOPPING=1;STATUS=draining;"));
                assertEquals(143, server.process().waitFor());
            }
        }
        finally
        {
            systemd.destroyForcibly();
        }
    }

    private static String await(final BufferedReader heard, final String wanted) throws Exception
    {
        String line = heard.readLine();
        while (line != null && !line.equals(wanted))
        {
            line = heard.readLine();
        }

        return line;
    }
}
